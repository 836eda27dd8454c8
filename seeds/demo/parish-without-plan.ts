import { et, idea, unplanned } from './text.ts'

export const mikitamae = unplanned(
  'mikitamae',
  et('Järveäärne kogukond, kus on kalurikülasid ja vanu tsässonaid.', {
    lv: 'Ezermalas kopiena ar zvejnieku ciemiem un seniem lūgšanu namiņiem.',
    en: 'A lakeside community of fishing villages and old wooden chapels.',
  }),
  idea(
    'mikitamae-kalakohvik',
    'food',
    et('Kalakohvik sadamas', { lv: 'Zivju kafejnīca ostā', en: 'A fish café in the harbour' }),
    et('Suvel kolm päeva nädalas: värske kala ja vaade järvele.', {
      en: 'Three days a week in summer: fresh fish and a view of the lake.',
    }),
    et('Külalistele ja kohalikele'),
  ),
  idea(
    'mikitamae-jutuohtud',
    'culture',
    et('Jutuõhtud tsässona juures'),
    et('Vanemad jutustavad, nooremad kirjutavad üles.'),
  ),
)

export const luhamaa = unplanned(
  'luhamaa',
  et('Väike nulk Setomaa lõunaservas, mitu küla piiri ääres.', {
    lv: 'Mazs nulks Setomaa dienvidu malā, vairāki ciemi pie robežas.',
    en: 'A small nulk at the southern edge of Setomaa, a few villages by the border.',
  }),
  idea(
    'luhamaa-talguring',
    'repair',
    et('Talguring', { lv: 'Talku loks', en: 'A circle of helping hands' }),
    et('Kord kuus aidatakse ühes talus: puud, aed, katus.', {
      lv: 'Reizi mēnesī talka vienā saimniecībā: malka, žogs, jumts.',
      en: 'Once a month everybody helps on one farm: wood, fence, roof.',
    }),
  ),
)

export const setomaa5 = unplanned(
  'setomaa5',
  et('Setomaa viienda kogukonna andmed lisab partner.', {
    lv: 'Setomaa piektās kopienas datus pievienos partneris.',
    en: 'The partner will add what belongs to the fifth community of Setomaa.',
  }),
)

export const alajoe = unplanned(
  'alajoe',
  et('Peipsi põhjaranna kogukond: liivarand, männid ja suvised külalised.', {
    lv: 'Kopiena Peipusa ziemeļu krastā: smilšu pludmale, priedes un vasaras ciemiņi.',
    en: 'A community on the northern shore of Lake Peipsi: sand, pines and summer visitors.',
  }),
)

export const tudulinna = unplanned(
  'tudulinna',
  et('Metsade keskel jõe ääres asuv kogukond, kus hoitakse vanu hooneid ja kombeid.', {
    lv: 'Kopiena mežu vidū upes krastā, kurā glabā senas ēkas un paražas.',
    en: 'A community by a river amid forests that keeps its old buildings and customs.',
  }),
  idea(
    'tudulinna-teatrisuvi',
    'events',
    et('Teatrisuvi vanas küünis', { lv: 'Teātra vasara vecajā šķūnī', en: 'Theatre summer in the old barn' }),
    et('Külateater mängib suvel neli õhtut, kohvik on lahti.', {
      en: 'The village theatre plays four evenings in summer, with a café.',
    }),
  ),
  idea(
    'tudulinna-pillilaager',
    'music',
    et('Pillilaager'),
    et('Kolm päeva pillimängu lastele ja täiskasvanutele, lõpus simman.'),
  ),
)
