import type { ProfileChanges } from '#modules/mentors/profiles/commands.ts'
import { lv } from '../text.ts'

/** What the demonstration's mentors tell of themselves; whose profile is not published shows what that looks like. */
export const profiles: Record<string, Omit<ProfileChanges, 'photoId'>> = {
  mentor: {
    organisation: 'Demo kopienu atbalsta centrs',
    expertise: ['idea', 'money', 'law', 'equipment'],
    speaks: ['lv', 'et', 'en', 'ru'],
    skills: lv('Pārtikas mazie uzņēmumi: no skolas virtuves līdz reģistrētam ražotājam', {
      et: 'Väikesed toidukäitlejad: kooliköögist registreeritud tootjani',
      en: 'Small food businesses: from a school kitchen to a registered producer',
    }),
    about: lv(
      'Esmu palīdzējis desmit kopienām sākt kopīgu virtuvi, tirgu vai ēdināšanu.\n\nVar man jautāt:\n\n- ko prasa pārtikas dienests un kā sagatavoties pārbaudei;\n- kā aprēķināt cenu, lai darbs atmaksātos;\n- kā vienoties ar pašvaldību par telpām.',
      {
        et: 'Olen aidanud kümnel kogukonnal alustada ühist kööki, turgu või toitlustamist.\n\nMinult võib küsida:\n\n- mida nõuab toiduamet ja kuidas kontrolliks valmistuda;\n- kuidas arvutada hinda nii, et töö ära tasub;\n- kuidas leppida vallaga kokku ruumides.',
        en: 'I have helped ten communities begin a shared kitchen, a market or catering.\n\nAsk me:\n\n- what the food authority wants, and how to prepare for its visit;\n- how to set a price that pays for the work;\n- how to agree with the municipality on rooms.',
      },
    ),
    published: true,
  },
  'mentor.engure': {
    organisation: '',
    expertise: ['marketing', 'customers', 'team'],
    speaks: ['lv', 'en'],
    skills: lv('Tūrisms piekrastē un pārdošana viesiem', {
      et: 'Rannikuturism ja müük külalistele',
      en: 'Tourism by the sea, and selling to guests',
    }),
    about: null,
    published: false,
  },
}
