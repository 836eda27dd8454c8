import type { DemoCooperation } from '../types.ts'
import { et } from '../text.ts'

export const cooperations: DemoCooperation[] = [
  {
    initiative: 'varska-seto-koogi-opitoad',
    kind: 'premises',
    municipalityGives: et('Rahvamaja köök tasuta ja elektritööd', {
      lv: 'Tautas nama virtuve bez maksas un elektrības darbi',
      en: 'The hall’s kitchen free of charge, and electrical work',
    }),
    communityGives: et('Köögi sisustus, mida võib kasutada ka omavalitsus', {
      lv: 'Virtuves aprīkojums, ko var izmantot arī pašvaldība',
      en: 'Kitchen equipment that the municipality may use too',
    }),
    contact: 'kultuuri- ja turismispetsialist',
    from: '2020-05-01',
    signedOn: '2020-04-22',
  },
  {
    initiative: 'varska-leelo-ja-pillituba',
    kind: 'co_funding',
    municipalityGives: et('Õpetajate tasu ja ruumikulud huvihariduse rahast', {
      lv: 'Skolotāju atlīdzība un telpu izmaksas no interešu izglītības līdzekļiem',
      en: 'Teachers’ pay and room costs from money for hobby education',
    }),
    communityGives: et('Kaks tasuta esinemist aastas', {
      lv: 'Divas bezmaksas uzstāšanās gadā',
      en: 'Two free performances a year',
    }),
    contact: 'haridusspetsialist',
    from: '2020-09-01',
    to: '2021-05-31',
    signedOn: '2020-08-27',
  },
  {
    initiative: 'varska-koduabi-ja-soidud',
    kind: 'delegated_service',
    municipalityGives: et('Tasu koduabi ja sõitude eest kuuaruande alusel', {
      lv: 'Samaksa par palīdzību un braucieniem pēc mēneša pārskata',
      en: 'Payment for home help and rides on a monthly report',
    }),
    communityGives: et('Buss, juht ja koduabiline', {
      lv: 'Autobuss, vadītājs un mājas palīdze',
      en: 'Bus, driver and home helper',
    }),
    contact: 'sotsiaaltöö spetsialist',
    from: '2020-10-01',
    to: '2021-03-31',
    signedOn: '2020-09-18',
  },
  {
    initiative: 'varska-kasitootuba',
    kind: 'premises',
    municipalityGives: et('Rahvamaja kõrvaltuba ja ahju elektriühendus'),
    communityGives: et('Kaks käsitöötundi kuus kooli õpilastele'),
    contact: 'kultuuri- ja turismispetsialist',
    from: '2021-03-01',
  },
]
