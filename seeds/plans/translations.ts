import { z } from 'zod'
import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { locales } from '#platform/i18n/locale.ts'
import { findPlan } from '#modules/plans/plan/queries.ts'
import { updateInitiative } from '#modules/plans/sections/commands.ts'
import { findContent } from '#modules/plans/plan/section-queries.ts'
import { translate } from '#modules/plans/translations/commands.ts'
import { textsIn } from '#modules/plans/translations/translation.ts'
import type { People } from '../people/seed.ts'
import { territoryOf } from '../places/reference.ts'
import { parish, readStory } from '../story.ts'

const translations = z.strictObject({
  parish,
  unfinished: z.strictObject({ locale: z.enum(locales), title: z.string() }),
  reworded: z.strictObject({ locale: z.enum(locales), summary: z.string() }),
})

/** In a plan that is still being written a translation is begun, and the original of another is worded anew. */
export async function seedTranslations(db: Db, people: People): Promise<void> {
  const { parish, unfinished, reworded } = readStory('plans/translations.json', translations)
  const staff = await people(territoryOf(parish))
  await transact(db, staff, async (tx) => {
    const { plan, initiative, texts } = await openPlan(tx.db, parish)
    const typed = { locale: unfinished.locale, typed: unfinished.title, unfinished: true, right: false }
    const title = texts.filter(({ key, field }) => key === initiative.id && field === 'title')
    await translate(
      tx,
      plan,
      { section: 'initiatives', initiative },
      title.map((place) => ({ place, ...typed })),
    )
  })
  await transact(db, staff, async (tx) => {
    const { plan, initiative } = await openPlan(tx.db, parish)
    const { title, description, place, risks, sustainability, responsible } = initiative
    const { locale, summary } = reworded
    const said = Object.entries({ title, description, place, risks, sustainability }).map(([field, text]) => [
      field,
      text?.[locale] ?? '',
    ])
    const facts = { ...initiative, ...Object.fromEntries(said), summary, responsible: responsible ?? '' }
    await updateInitiative(tx, plan, initiative, inputOf(facts), locale)
  })
}

type Input = Parameters<typeof updateInitiative>[3]

const inputOf = (facts: Input): Input => ({
  title: facts.title,
  category: facts.category,
  summary: facts.summary,
  description: facts.description,
  responsible: facts.responsible,
  startsOn: facts.startsOn,
  place: facts.place,
  serves: facts.serves,
  provider: facts.provider,
  risks: facts.risks,
  sustainability: facts.sustainability,
  openToCommunity: facts.openToCommunity,
  version: facts.version,
})

async function openPlan(db: Db, parish: string) {
  const plan = await findPlan(db, parish)
  const content = plan && (await findContent(db, plan.parishId))
  const initiative = content?.initiatives[0]
  if (!plan || !initiative) throw new Error('the parish has no plan to translate')
  return { plan, initiative, texts: textsIn(content) }
}
