import type { DemoResource } from '../types.ts'
import { et } from '../text.ts'

export const resources: DemoResource[] = [
  {
    key: 'hall',
    category: 'place',
    name: et('Rahvamaja köögi ja kõrvaltoaga', {
      lv: 'Tautas nams ar virtuvi un blakustelpu',
      en: 'Community hall with a kitchen and a side room',
    }),
    owner: 'omavalitsus',
    condition: et('Hea; köök väike, elekter nõrk', {
      lv: 'Laba; virtuve maza, elektrība vāja',
      en: 'Good; small kitchen, weak electricity',
    }),
    availability: et('Kolmapäeviti ja laupäeviti', { lv: 'Trešdienās un sestdienās', en: 'Wednesdays and Saturdays' }),
  },
  {
    key: 'museum',
    category: 'place',
    verified: ['muuseumi juhataja', '2019-11-14'],
    name: et('Talumuuseumi õpituba', { lv: 'Lauku muzeja darbnīca', en: 'Workshop room of the farm museum' }),
    owner: 'muuseum',
    condition: et('Hea, köetav', { lv: 'Laba, apkurināma', en: 'Good, heated' }),
    availability: et('Õhtuti septembrist maini', {
      lv: 'Vakaros no septembra līdz maijam',
      en: 'Evenings, September to May',
    }),
  },
  {
    key: 'housewives',
    category: 'people',
    name: et('Seto toite tundvad perenaised', {
      lv: 'Saimnieces, kas prot gatavot seto ēdienus',
      en: 'Housewives who know Seto dishes',
    }),
    owner: 'elanikud',
    condition: et('Kaheksa, kolm on juba õpetanud', {
      lv: 'Astoņas, trīs jau ir mācījušas',
      en: 'Eight, three have taught before',
    }),
    availability: et('Laupäeviti', { lv: 'Sestdienās', en: 'Saturdays' }),
  },
  {
    key: 'singers',
    category: 'people',
    name: et('Leelokoor ja pillimehed', { lv: 'Leelo koris un muzikanti', en: 'Leelo choir and musicians' }),
    owner: 'leelokoor',
    condition: et('Neliteist lauljat, kaks pillimeest', {
      lv: 'Četrpadsmit dziedātāju, divi muzikanti',
      en: 'Fourteen singers, two musicians',
    }),
    availability: et('Kahel õhtul nädalas', { lv: 'Divus vakarus nedēļā', en: 'Two evenings a week' }),
  },
  {
    key: 'minibus',
    category: 'equipment',
    name: et('Väikebuss, üheksa kohta', { lv: 'Mikroautobuss, deviņas vietas', en: 'Minibus, nine seats' }),
    owner: 'külaselts',
    condition: et('Rahuldav; ülevaatus kehtib', {
      lv: 'Apmierinoša; tehniskā apskate ir spēkā',
      en: 'Fair; inspection valid',
    }),
    availability: et('Teisipäeviti ja reedeti'),
  },
  {
    key: 'craft-circle',
    category: 'association',
    name: et('Käsitööring', { lv: 'Rokdarbu pulciņš', en: 'Handicraft circle' }),
    owner: 'käsitööring',
    condition: et('Viisteist liiget, oma tööriistad'),
    availability: et('Neljapäeva õhtuti'),
  },
]
