import { action, et } from '../text.ts'
import type { DemoAction } from '../types.ts'

export const estonianActions: Record<string, DemoAction[]> = {
  'meremae-kulakohvik': [
    action(
      '2020-09',
      '2020-12',
      'külaseltsi juhatus',
      et('Leppida poe ruumid kokku ja teha remont'),
      et('Kohvikuruum'),
    ),
  ],
  'varska-seto-koogi-opitoad': [
    action(
      '2020-02',
      '2020-03',
      'perenaised',
      et('Koostada õpitubade kava ja retseptivihik', {
        lv: 'Sagatavot nodarbību plānu un recepšu burtnīcu',
        en: 'Write the programme and a booklet of recipes',
      }),
      et('Kuus õpituba ja retseptivihik', {
        lv: 'Sešas nodarbības un recepšu burtnīca',
        en: 'Six workshops and a booklet of recipes',
      }),
    ),
    action(
      '2020-04',
      '2020-05',
      'külaseltsi juhatus',
      et('Hankida köögitarvikud ja taotleda luba', {
        lv: 'Sagādāt virtuves piederumus un atļauju',
        en: 'Get the kitchen things and the permit',
      }),
      et('Nõuetele vastav köök', { lv: 'Prasībām atbilstoša virtuve', en: 'A kitchen that meets the rules' }),
    ),
    action(
      '2020-06',
      '2020-09',
      'perenaised',
      et('Õpitoad laupäeviti', { lv: 'Nodarbības sestdienās', en: 'Workshops on Saturdays' }),
      et('Kaksteist õpituba', { lv: 'Divpadsmit nodarbību', en: 'Twelve workshops' }),
    ),
  ],
  'varska-leelo-ja-pillituba': [
    action(
      '2020-08',
      '2020-09',
      'leelokoori eestvedaja',
      et('Osta pillid ja leppida juhendajatega kokku', {
        lv: 'Nopirkt instrumentus un vienoties ar skolotājiem',
        en: 'Buy instruments and agree with the teachers',
      }),
      et('Kolm kannelt ja kaks juhendajat', {
        lv: 'Trīs kokles un divi skolotāji',
        en: 'Three kannels and two teachers',
      }),
    ),
    action(
      '2020-09',
      '2021-04',
      'juhendajad',
      et('Iganädalased tunnid', { lv: 'Nodarbības katru nedēļu', en: 'Lessons every week' }),
      et('Kakskümmend noort', { lv: 'Divdesmit jauniešu', en: 'Twenty young people' }),
    ),
    action(
      '2021-03',
      '2021-04',
      'leelokoor',
      et('Kevadine ülesastumine', { lv: 'Uzstāšanās pavasarī', en: 'A performance in spring' }),
      et('Kontsert kogukonnale', { lv: 'Koncerts kopienai', en: 'A concert for the community' }),
    ),
  ],
  'varska-koduabi-ja-soidud': [
    action(
      '2020-08',
      '2020-09',
      'külaseltsi juhatus',
      et('Leida juht ja koduabiline, koostada sõiduring', {
        lv: 'Atrast šoferi un mājas palīdzi, sastādīt maršrutu',
        en: 'Find a driver and a helper, draw up the round',
      }),
      et('Sõidugraafik kahele päevale', { lv: 'Grafiks divām dienām', en: 'A timetable for two days' }),
    ),
    action(
      '2020-10',
      '2021-04',
      'juht ja koduabiline',
      et('Sõidud ja koduabi teisipäeviti ja reedeti', {
        lv: 'Braucieni un palīdzība otrdienās un piektdienās',
        en: 'Rides and help on Tuesdays and Fridays',
      }),
      et('Ligi 25 eakat saab abi', { lv: 'Palīdzība ap 25 senioriem', en: 'Some 25 seniors get help' }),
    ),
  ],
  'varska-kasitootuba': [
    action(
      '2020-11',
      '2021-02',
      'käsitööringi juhendaja',
      et('Sisustada tuba ja panna riiul üles', {
        lv: 'Iekārtot telpu un uzstādīt plauktu',
        en: 'Furnish the room and put up the shelf',
      }),
      et('Kaheksa töökohta ja müügiriiul', {
        lv: 'Astoņas darba vietas un tirdzniecības plaukts',
        en: 'Eight places to work and a shelf for sale',
      }),
    ),
    action(
      '2021-03',
      '2021-06',
      'käsitööring',
      et('Ühised õhtud ja müük', { lv: 'Kopīgi vakari un pārdošana', en: 'Evenings together and sale' }),
      et('Õhtu igal nädalal', { lv: 'Vakars katru nedēļu', en: 'An evening every week' }),
    ),
  ],
  'iisaku-metsapaevad': [
    action(
      '2020-06',
      '2020-07',
      'külaseltsi juhatus',
      et('Leppida metsaomanikuga kokku ja valmistada rajad ette'),
      et('Kaks tähistatud rada'),
    ),
    action('2020-08', '2020-10', 'juhendajad', et('Metsapäevad laupäeviti'), et('Kuus metsapäeva')),
  ],
  'illuka-kudumisringi-muuk': [
    action('2020-03', '2020-05', 'kudumisring', et('Osta lõng ja kududa esimesed kaubad'), et('Sada eset')),
    action('2020-06', '2020-08', 'kudumisringi juhendaja', et('Müük järvede ääres'), et('Kümme müügipäeva')),
  ],
  'maetaguse-noorte-tehnikatuba': [
    action(
      '2020-08',
      '2020-09',
      'noorsootöötaja',
      et('Sisustada tuba ja õpetada meistritele ohutust'),
      et('Ohutu töötuba'),
    ),
    action('2020-10', '2021-04', 'meistrid', et('Tehnikaõhtud kaks korda nädalas'), et('Viisteist noort')),
  ],
}
