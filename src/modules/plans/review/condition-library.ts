import type { Multilingual } from '#platform/i18n/locale.ts'

const text = (lv: string, et: string, en: string): Multilingual => ({ source: 'en', lv, et, en })

/** What approvals ask for most often, to pick from. */
export const conditionLibrary = {
  municipality_letter: text(
    'Jāiesniedz pašvaldības vēstule par sadarbību.',
    'Esitada tuleb omavalitsuse kiri koostöö kohta.',
    'Submit the municipality’s letter on cooperation.',
  ),
  unbalanced_lines: text(
    'Finanšu plāna rindās summai un avotiem jāsakrīt.',
    'Finantsplaani ridade summad ja allikad tuleb viia tasakaalu.',
    'Balance the lines of the financial plan with their sources.',
  ),
  responsible_person: text(
    'Katrai iniciatīvai jānorāda atbildīgā persona.',
    'Igale algatusele tuleb määrata vastutaja.',
    'Name a person responsible for each initiative.',
  ),
  food_permit: text(
    'Jāreģistrē pārtikas uzņēmums Pārtikas un veterinārajā dienestā.',
    'Toidukäitlemiseks tuleb esitada majandustegevusteade või saada tegevusluba.',
    'Register the food business, or obtain a permit to handle food.',
  ),
  insurance: text(
    'Jāapdrošina cilvēki un aprīkojums.',
    'Inimesed ja seadmed tuleb kindlustada.',
    'Insure the people and the equipment.',
  ),
  seasonal_risk: text(
    'Jāapraksta, kā iniciatīva darbosies ārpus sezonas.',
    'Tuleb kirjeldada, kuidas algatus hooajavälisel ajal toime tuleb.',
    'Describe how the initiative will manage outside the season.',
  ),
} as const satisfies Record<string, Multilingual>

export type LibraryKey = keyof typeof conditionLibrary
export const libraryKeys = Object.keys(conditionLibrary) as LibraryKey[]
