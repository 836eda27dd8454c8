import { conditionLibrary } from '#modules/plans/review/condition-library.ts'
import { et, lv } from '../text.ts'

/** What the first approval asked for: the letter has come, the permit is late. */
export const conditions = [
  { text: conditionLibrary.municipality_letter, dueOn: '2020-01-31' },
  { text: conditionLibrary.food_permit, dueOn: '2020-02-15' },
]

export const letterCame = lv('Vēstule saņemta 20. janvārī, tā ir pagasta pārvaldes lietā.', {
  et: 'Kiri saabus 20. jaanuaril ja on vallavalitsuse toimikus.',
  en: 'The letter came on 20 January and is in the parish office’s file.',
})

/** What the change says of the market, in place of what the first version says. */
export const marketInChange = {
  summary: lv('Vasarā katru sestdienu ostā: kūpinātas zivis, maize, dārzeņi un zupa.', {
    et: 'Suvel igal laupäeval sadamas: suitsukala, leib, köögivili ja supp.',
    en: 'Every Saturday of the summer in the harbour: smoked fish, bread, vegetables and soup.',
  }),
  risks: lv(
    'Slikts laiks: galdiem ir jumti, vētrā tirdziņu pārceļ par nedēļu. Ja pietrūkst zivju, tirgo arī kaimiņu pagasti.',
    {
      et: 'Halb ilm: lettidel on katused, tormi korral lükkub turg nädala võrra edasi. Kui kalast jääb puudu, müüvad ka naaberkogukonnad.',
      en: 'Bad weather: the stalls are covered; in a storm the market moves by a week. If fish run short, neighbouring parishes sell too.',
    },
  ),
}

export const returned = {
  note: lv('Doma ir laba. Lūdzu, sakārtojiet naudu un pasakiet, kas notiek ziemā.', {
    et: 'Mõte on hea. Palun viige raha korda ja kirjutage, mis juhtub talvel.',
    en: 'The idea is good. Please put the money in order and say what happens in winter.',
  }),
  finance: lv('Plakātu cena nav mainīta, lai gan tirdziņu ir divreiz vairāk.', {
    et: 'Plakatite hind on sama, kuigi turge on kaks korda rohkem.',
    en: 'The price of the posters is unchanged although there are twice as many markets.',
  }),
  jobs: lv('Vai rīkotājai pietiek ar divām desmitdaļām slodzes?', {
    et: 'Kas korraldajale piisab kahest kümnendikust koormusest?',
    en: 'Is two tenths of full time enough for the organiser?',
  }),
}

export const insurance = { text: conditionLibrary.insurance, dueOn: '2020-05-31' }

export const comments = {
  posters: lv('Drukātava apsolīja atlaidi, ja pasūtām visu sezonu uzreiz.', {
    en: 'The printer promised a discount if we order the whole season at once.',
  }),
  postersAnswer: lv('Labi, tad lai cena stāv plānā.', { en: 'Good, then put that price into the plan.' }),
  workshop: et('Töötoa juhendaja tunnihind tundub madal, kas ta on sellega nõus?', {
    en: 'The instructor’s hourly pay seems low; has she agreed to it?',
  }),
}
