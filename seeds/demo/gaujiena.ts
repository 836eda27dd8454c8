import { advice } from './gaujiena/advice.ts'
import { homeHelp } from './gaujiena/home-help.ts'
import { kitchen } from './gaujiena/kitchen.ts'
import { resources } from './gaujiena/resources.ts'
import { weavers } from './gaujiena/weavers.ts'
import type { DemoCooperation, DemoParish } from './types.ts'
import { idea, lv } from './text.ts'

const cooperations: DemoCooperation[] = [
  {
    initiative: 'gaujienas-kopienas-virtuve',
    kind: 'premises',
    municipalityGives: lv('Skolas virtuvi bez nomas maksas, elektrību un ūdeni', {
      et: 'Kooli köögi tasuta, elektri ja vee',
      en: 'The school kitchen free of rent, electricity and water',
    }),
    communityGives: lv('Pusdienas senioriem par pašizmaksu', {
      et: 'Lõuna eakatele omahinnaga',
      en: 'Lunch for seniors at cost',
    }),
    contact: 'pagasta pārvaldes vadītāja',
    from: '2020-05-01',
    to: '2021-04-30',
    signedOn: '2020-03-17',
  },
  {
    initiative: 'gaujienas-paligs-majas',
    kind: 'service_contract',
    municipalityGives: lv('Samaksu par aprūpes stundām un braucieniem', {
      et: 'Tasu hooldustundide ja sõitude eest',
      en: 'Payment for hours of care and for driving',
    }),
    communityGives: lv('Apmācītu aprūpētāju un mēneša pārskatu', {
      et: 'Koolitatud hooldaja ja kuuaruande',
      en: 'A trained carer and a monthly report',
    }),
    contact: 'sociālā dienesta vadītāja',
    from: '2020-06-01',
    to: '2020-12-31',
    signedOn: '2020-05-20',
  },
  {
    initiative: 'gaujienas-audeju-darbnica',
    kind: 'premises',
    municipalityGives: lv('Bijušā pasta telpas un krāsu remontam', {
      et: 'Endise postkontori ruumid ja remondivärvi',
      en: 'The former post office and paint for the repair',
    }),
    communityGives: lv('Bezmaksas nodarbības skolēniem reizi mēnesī', {
      et: 'Kord kuus tasuta tund õpilastele',
      en: 'A free lesson for pupils once a month',
    }),
    contact: 'pagasta pārvaldes vadītāja',
    from: '2020-07-01',
    signedOn: '2020-06-18',
  },
]

export const gaujiena: DemoParish = {
  parish: 'gaujiena',
  intro: lv('Pagasts Gaujas krastā pie Igaunijas robežas, ar pilsdrupām, parku un skolu.', {
    et: 'Kogukond Koiva ääres Eesti piiri lähedal, kus on linnusevaremed, park ja kool.',
    en: 'A parish on the river Gauja near the Estonian border, with castle ruins, a park and a school.',
  }),
  stage: 'approved',
  initiatives: [
    kitchen,
    homeHelp,
    weavers,
    idea(
      'gaujienas-laivu-noma',
      'tourism',
      lv('Laivu noma ar vietējo gidu', { et: 'Paadirent kohaliku giidiga', en: 'Boat rental with a local guide' }),
      lv('Laivot pa Gauju kopā ar cilvēku, kas zina upes stāstus.', {
        et: 'Koiva peal koos inimesega, kes teab jõe lugusid.',
        en: 'Down the Gauja with someone who knows the river’s stories.',
      }),
    ),
    idea(
      'gaujienas-kino-vakari',
      'youth',
      lv('Kino vakari parkā'),
      lv('Vasarā reizi mēnesī filma brīvā dabā; jaunieši paši izvēlas un rīko.'),
    ),
  ],
  resources,
  cooperations,
  advice,
}
