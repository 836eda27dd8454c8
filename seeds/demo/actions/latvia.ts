import { action, lv } from '../text.ts'
import type { DemoAction } from '../types.ts'

export const latvianActions: Record<string, DemoAction[]> = {
  'apes-remonta-darbnica': [
    action(
      '2020-08',
      '2020-09',
      'biedrības valde',
      lv('Iekārtot telpu un sagādāt instrumentus'),
      lv('Četras darba vietas'),
    ),
    action('2020-10', '2021-04', 'meistari', lv('Labošanas piektdienas'), lv('Ap 200 salabotu lietu')),
  ],
  'trapenes-jauniesu-istaba': [
    action('2020-09', '2020-10', 'jauniešu padome', lv('Iekārtot istabu'), lv('Krāsotas sienas, mēbeles un spēles')),
    action(
      '2020-11',
      '2021-04',
      'jaunatnes darbiniece',
      lv('Turēt istabu atvērtu četras dienas nedēļā'),
      lv('Ap 40 apmeklētāju'),
    ),
    action('2020-11', '2021-04', 'jauniešu padome', lv('Pasākums reizi mēnesī'), lv('Seši pasākumi')),
  ],
  'viresu-kopienas-busins': [
    action('2020-07', '2020-08', '', lv('Sarunāt šoferus un maršrutu'), lv('Grafiks diviem braucieniem nedēļā')),
    action('2020-09', '2021-04', 'šoferi', lv('Braucieni otrdienās un piektdienās'), lv('Ap 60 braucienu')),
  ],
  'engures-zvejnieku-tirdzins': [
    action(
      '2020-03',
      '2020-05',
      'biedrības valde',
      lv('Saskaņot tirdziņu ar pašvaldību un pieteikt pārdevējus', {
        et: 'Kooskõlastada turg omavalitsusega ja kutsuda müüjad',
        en: 'Agree on the market with the municipality and invite sellers',
      }),
      lv('Atļauja un astoņpadsmit pārdevēju', {
        et: 'Luba ja kaheksateist müüjat',
        en: 'A permit and eighteen sellers',
      }),
    ),
    action(
      '2020-05',
      '2020-06',
      'rīkotāja',
      lv('Sagādāt nojumes un galdus', { et: 'Hankida varjualused ja lauad', en: 'Get the shelters and tables' }),
      lv('Desmit tirgus vietas', { et: 'Kümme müügikohta', en: 'Ten stalls' }),
    ),
    action(
      '2020-06',
      '2020-09',
      'rīkotāja un pārdevēji',
      lv('Tirdziņš katru otro sestdienu', { et: 'Turg igal teisel laupäeval', en: 'A market every other Saturday' }),
      lv('Astoņi tirdziņi', { et: 'Kaheksa turgu', en: 'Eight markets' }),
    ),
    action(
      '2020-10',
      '2020-11',
      'biedrības valde',
      lv('Apkopot pirmo vasaru un ieplānot nākamo', {
        et: 'Esimesest suvest kokkuvõte ja uue suve kava',
        en: 'Sum up the first summer and plan the next',
      }),
      lv('Pārskats pārdevēju sapulcē', { et: 'Ülevaade müüjate koosolekul', en: 'A report to the sellers’ meeting' }),
    ),
  ],
  'engures-jauniesu-laivu-darbnica': [
    action(
      '2020-06',
      '2020-08',
      'jaunatnes lietu speciālists',
      lv('Iekārtot šķūni un sagādāt instrumentus', {
        et: 'Sisustada kuur ja hankida tööriistad',
        en: 'Furnish the shed and get the tools',
      }),
      lv('Droša darba telpa desmit jauniešiem', {
        et: 'Ohutu töötuba kümnele noorele',
        en: 'A safe workshop for ten young people',
      }),
    ),
    action(
      '2020-09',
      '2021-04',
      'laivu meistari',
      lv('Labot pirmo laivu kopā ar jauniešiem', {
        et: 'Parandada esimene paat koos noortega',
        en: 'Mend the first boat with the young people',
      }),
      lv('Salabota un nokrāsota laiva', { et: 'Parandatud ja värvitud paat', en: 'A mended and painted boat' }),
    ),
    action(
      '2021-04',
      '2021-05',
      'jauniešu centrs',
      lv('Nolaist laivu ūdenī ostas svētkos', {
        et: 'Lasta paat sadamapäeval vette',
        en: 'Launch the boat at the harbour feast',
      }),
      lv('Ostas svētki', { et: 'Sadamapäev', en: 'A harbour feast' }),
    ),
  ],
  'engures-putnu-takas-gidi': [
    action(
      '2020-09',
      '2020-11',
      'gidu kopas vadītājs',
      lv('Apmācīt piecus gidus', { et: 'Koolitada viis giidi', en: 'Train five guides' }),
      lv('Pieci gidi ar izmēģinātu maršrutu', {
        et: 'Viis giidi läbi proovitud rajaga',
        en: 'Five guides with a tested route',
      }),
    ),
    action(
      '2021-02',
      '2021-03',
      'gidu kopa',
      lv('Sagatavot maršrutus un tālskatus', {
        et: 'Valmistada ette rajad ja binoklid',
        en: 'Prepare the routes and binoculars',
      }),
      lv('Trīs maršruti trijās valodās', { et: 'Kolm rada kolmes keeles', en: 'Three routes in three languages' }),
    ),
    action(
      '2021-04',
      '2021-06',
      'gidi',
      lv('Vadīt rīta pastaigas', { et: 'Viia läbi hommikusi retki', en: 'Lead walks in the morning' }),
      lv('Divdesmit pastaigu', { et: 'Kakskümmend retke', en: 'Twenty walks' }),
    ),
  ],
  'lapmezciema-vasaras-nometne': [
    action('2020-04', '2020-06', 'vecāku kopa', lv('Atrast audzinātājus un telpas'), lv('Divi audzinātāji un zāle')),
    action('2020-07', '2020-07', 'vecāku kopa', lv('Divu nedēļu nometne'), lv('20 bērnu')),
  ],
  'smardes-muzikas-pecpusdienas': [
    action(
      '2020-07',
      '2020-09',
      'muzikantu kopas vadītājs',
      lv('Salabot skaņu un saskaņot programmu'),
      lv('Programma līdz pavasarim'),
    ),
    action('2020-09', '2021-04', 'muzikantu kopa', lv('Muzicēt svētdienās'), lv('Piecpadsmit pēcpusdienu')),
  ],
}
