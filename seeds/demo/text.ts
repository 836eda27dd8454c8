import type { DemoAction, DemoCategory, DemoFinanceLine, DemoInitiative, DemoParish, Text } from './types.ts'

/** A text first written in Latvian. */
export const lv = (text: string, translations: { et?: string; en?: string } = {}): Text => ({
  source: 'lv',
  lv: text,
  ...translations,
})

/** A text first written in Estonian. */
export const et = (text: string, translations: { lv?: string; en?: string } = {}): Text => ({
  source: 'et',
  et: text,
  ...translations,
})

type Line = [
  month: string,
  category: DemoFinanceLine['category'],
  what: string,
  unit: string,
  quantity: number,
  unitPrice: number,
  sources: DemoFinanceLine['sources'],
  vat?: DemoFinanceLine['vat'],
]

const line =
  (kind: DemoFinanceLine['kind']) =>
  (...[month, category, what, unit, quantity, unitPrice, sources, vat = 'gross']: Line): DemoFinanceLine => ({
    kind,
    month,
    category,
    what,
    unit,
    quantity,
    unitPrice,
    vat,
    sources,
  })

export const cost = line('cost')
export const investment = line('investment')
export const income = line('income')

/** Something to be done in these months, by whom, and what comes of it. */
export const action = (fromMonth: string, toMonth: string, who: string, what: Text, deliverable: Text): DemoAction => ({
  fromMonth,
  toMonth,
  who,
  what,
  deliverable,
})

/** Something that somebody proposed and nobody has planned yet. */
export const idea = (
  slug: string,
  category: DemoCategory,
  title: Text,
  summary: Text,
  forWhom?: Text,
): DemoInitiative => ({
  slug,
  title,
  category,
  summary,
  ...(forWhom && { forWhom }),
  openToCommunity: true,
  state: 'idea',
  targetGroups: [],
  finance: [],
  investments: [],
  jobs: [],
  resources: [],
})

/** A parish of whose plan nothing is written. */
export const unplanned = (parish: string, intro: Text, ...ideas: DemoInitiative[]): DemoParish => ({
  parish,
  intro,
  stage: ideas.length > 0 ? 'ideas' : 'nothing',
  initiatives: ideas,
  resources: [],
  cooperations: [],
  advice: [],
})
