import { VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import { listTerms } from '#modules/glossary/queries.ts'
import { termsIn, type Term } from '#modules/glossary/term.ts'
import { isLocale, locales, type Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import type { Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { flash } from '#platform/web/site.ts'
import type { PlannedInitiative } from '#modules/plans/plan/initiative-content.ts'
import { planFor } from '#modules/plans/plan/load-plan.ts'
import { isSection, type Plan, type SectionName } from '#modules/plans/plan/plan.ts'
import { may } from '#modules/plans/plan/policy.ts'
import { findContent } from '#modules/plans/plan/section-queries.ts'
import { translate } from './commands.ts'
import { entriesOf, formOfTexts, isUnchangedSinceSeen, readTexts, type TranslationEntry } from './form.ts'
import { translationListRoutes } from './list-routes.ts'
import { textsIn, type TextInPlan } from './translation.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/plans/translations/form': TranslationPage
  }
}

interface Place {
  plan: Plan
  section: SectionName
  initiative: PlannedInitiative | null
  texts: TextInPlan[]
}

interface TranslationPage extends Omit<Place, 'texts'> {
  entries: TranslationEntry[]
  into: Locale[]
  onlyWaiting: boolean
  form: Form
  mayEdit: boolean
  /** Names of the texts that somebody else changed since the form was made. */
  clashes: string[]
  /** Of the glossary, those that stand in the texts. */
  terms: Term[]
}

type Translating =
  RouteContext<'parish' | 'section', Viewer> | RouteContext<'parish' | 'section' | 'initiative', Viewer>

/** A plan's translations: what waits in which language, and the original beside its translations. */
export function translationRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  translationListRoutes(db, get)

  const placeOf = async ({ viewer, params }: Translating): Promise<Place> => {
    const slug = 'initiative' in params ? params.initiative : null
    const { section } = params
    const plan = await planFor(db, params.parish, viewer)
    if (!isSection(section) || (slug !== null) !== (section === 'initiatives' || section === 'finance'))
      throw new NotFound()
    const content = await findContent(db, plan.parishId)
    const initiative = slug === null ? null : orNotFound(content.initiatives.find((each) => each.slug === slug))
    const isHere = (text: TextInPlan) => text.section === section && text.initiative?.id === initiative?.id
    return { plan, section, initiative, texts: textsIn(content).filter(isHere) }
  }

  const show = async (context: Translating, place: Place, typed?: { form: Form; clashes: string[] }, status = 200) => {
    const { res, query, viewer, locale } = context
    const { texts, ...page } = place
    const into = intoOf(query['into'], texts)
    const onlyWaiting = query['show'] === 'waiting' && !typed
    const all = entriesOf(texts, into)
    const entries = onlyWaiting ? all.filter(({ targets }) => targets.some(({ state }) => state !== 'done')) : all
    const { form, clashes } = typed ?? { form: formOfTexts(place.section, entries), clashes: [] }
    const terms = termsIn(
      await listTerms(db, locale),
      entries.map((entry) => entry.place.text),
    )
    const mayEdit = may.edit(viewer, place.plan)
    render(
      res,
      'modules/plans/translations/form',
      { ...page, entries, into, onlyWaiting, form, clashes, mayEdit, terms },
      status,
    )
  }

  const open = async (context: Translating) => show(context, await placeOf(context))

  const send = async (context: Translating) => {
    const { res, viewer, locale, body, query } = context
    const place = await placeOf(context)
    orForbidden(may.write(viewer, place.plan))
    if (!may.edit(viewer, place.plan)) throw new VersionConflict('the plan is no longer open')
    const reading = readTexts(place.section, place.texts, locale, body)
    if (!reading.ok) return show(context, place, { form: reading.form, clashes: [] }, 422)
    if (!reading.typed.every(isUnchangedSinceSeen)) return clash(context)
    const shown = query['show'] === 'waiting' ? '&show=waiting' : ''
    const to = `${addressOf(place)}?into=${intoOf(query['into'], place.texts).join('-')}${shown}`
    if (reading.typed.length > 0) {
      const change = (tx: AuditedTransaction) => translate(tx, place.plan, place, reading.typed)
      return save(db, context, { change, to, conflict: () => clash(context) })
    }
    flash(res, 'saved')
    res.redirect(303, `/${locale}${to}`)
  }

  // Somebody changed a text meanwhile: what is stored stands beside what was typed, and saving again is a choice made knowingly.
  const clash = async (context: Translating) => {
    const place = await placeOf(context)
    const form = { ...formOfTexts(place.section, []), values: context.body }
    const reading = readTexts(place.section, place.texts, context.locale, context.body)
    const unseen = reading.ok ? reading.typed.filter((each) => !isUnchangedSinceSeen(each)) : []
    const clashes = unseen.map(({ place: { key, field }, locale }) => `${key}.${locale}.${field}`)
    await show(context, place, { form, clashes }, 409)
  }

  get(paths.plans.translationOfSection, signedIn, open)
  get(paths.plans.translationOfInitiative, signedIn, open)
  post(paths.plans.translationOfSection, signedIn, send)
  post(paths.plans.translationOfInitiative, signedIn, send)
}

const addressOf = ({ plan, section, initiative }: Place) =>
  `${paths.plans.translationOfSection({ parish: plan.parishSlug, section })}${initiative ? `/${initiative.slug}` : ''}`

// One or two languages beside the original; those that most of the texts are not written in, unless others are asked for.
function intoOf(asked: string | undefined, texts: readonly TextInPlan[]): Locale[] {
  const chosen = (asked ?? '').split('-').filter(isLocale)
  if (chosen.length > 0) return locales.filter((each) => chosen.includes(each))
  const written = (locale: Locale) => texts.filter(({ text }) => text.source === locale).length
  return locales
    .toSorted((a, b) => written(a) - written(b))
    .slice(0, 2)
    .toSorted()
}
