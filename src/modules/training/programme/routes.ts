import { today, type Day } from '#platform/values/day.ts'
import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import { findParishScope } from '#modules/resources/queries.ts'
import type { ParishScope } from '#modules/resources/resource.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { blankForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import { stateOn } from '#modules/training/days/training-day.ts'
import { returnForm } from './schema.ts'
import { mayOfCatalogue, mayOfProgramme as may } from './policy.ts'
import { findProgramme, listNeedChoices, listSuggestions, listTopicsOf, type NeedChoice } from './queries.ts'
import { missingInProgramme, type Programme, type ProgrammeTopic, type Suggestion } from './programme.ts'
import { programmeTopicRoutes, type LoadedProgramme, type ProgrammeContext } from './programme-topic-routes.ts'
import * as commands from './commands.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/programme/programme': {
      place: ParishScope
      programme: Programme | null
      topics: ProgrammeTopic[]
      /** Topics that answer needs and are not in it, and needs that nothing answers, skills first. */
      suggestions: Suggestion[]
      unanswered: NeedChoice[]
      missing: ('topics' | ProgrammeTopic)[]
      allowed: Record<'seeBank' | 'edit' | 'withdraw' | 'decide' | 'reopen', boolean>
      own: boolean
      form: Form
    }
  }
}

const asTold = (topics: ProgrammeTopic[], present: Day): ProgrammeTopic[] =>
  topics.map((topic) => ({ ...topic, days: topic.days.map((day) => ({ ...day, state: stateOn(day, present) })) }))

const i18nScope = 'training:programme.return'

/** What each parish is to be trained in, from its needs to an approved programme. */
export function trainingProgrammeRoutes(
  services: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  const { db, now } = services
  const one = async ({ viewer, params }: ProgrammeContext): Promise<LoadedProgramme> => {
    const place = orNotFound(await findParishScope(db, params.parish))
    if (!may.view(viewer, place)) throw new NotFound()
    return { place, programme: (await findProgramme(db, place.parishId)) ?? null }
  }

  const show = async (
    { res, viewer }: ProgrammeContext,
    { place, programme }: LoadedProgramme,
    form = blankForm(i18nScope),
    status = 200,
  ) => {
    const topics = programme ? asTold(await listTopicsOf(db, programme.id), today(now)) : []
    const needs = await listNeedChoices(db, place.parishId)
    render(
      res,
      'modules/training/programme/programme',
      {
        place,
        programme,
        topics,
        suggestions: await listSuggestions(db, place.parishId, programme?.id ?? null),
        unanswered: needs.filter(({ state }) => state === 'open'),
        missing: missingInProgramme(topics),
        allowed: {
          seeBank: mayOfCatalogue.seeBank(viewer),
          edit: may.edit(viewer, place, programme),
          withdraw: may.withdraw(viewer, place, programme),
          decide: may.decide(viewer, place, programme),
          reopen: may.reopen(viewer, place, programme),
        },
        own: programme?.state === 'submitted' && programme.submittedBy === viewer.id,
        form,
      },
      status,
    )
  }

  get(paths.training.programme, signedIn, async (context) => show(context, await one(context)))

  const back = ({ res, locale }: ProgrammeContext, { parishSlug }: ParishScope) => {
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.training.programme(parishSlug)}`)
  }

  const step = (
    path: 'programmeWithdrawal' | 'programmeApproval' | 'programmeReopening',
    allowed: (viewer: Viewer, place: ParishScope, programme: Programme | null) => boolean,
    take: (tx: AuditedTransaction, programme: Programme) => Promise<void>,
  ) => {
    post(paths.training[path], signedIn, async (context) => {
      const { place, programme } = await one(context)
      orForbidden(allowed(context.viewer, place, programme))
      await transact(db, context.viewer, (tx) => take(tx, orNotFound(programme)))
      back(context, place)
    })
  }

  post(paths.training.programmeSubmission, signedIn, async (context) => {
    const its = await one(context)
    orForbidden(may.edit(context.viewer, its.place, its.programme))
    const { programme, place } = its
    const topics = programme ? await listTopicsOf(db, programme.id) : []
    // The page says what is missing.
    if (!programme || missingInProgramme(topics).length > 0) return show(context, its, undefined, 422)
    await transact(db, context.viewer, (tx) => commands.submitProgramme(tx, programme, now()))
    back(context, place)
  })
  step('programmeWithdrawal', may.withdraw, commands.withdrawProgramme)
  step('programmeApproval', may.decide, (tx, programme) => commands.approveProgramme(tx, programme, now()))
  step('programmeReopening', may.reopen, commands.reopenProgramme)

  post(paths.training.programmeReturn, signedIn, async (context) => {
    const { viewer, locale, body } = context
    const its = await one(context)
    orForbidden(may.decide(viewer, its.place, its.programme))
    const reading = readForm(i18nScope, returnForm[locale], body)
    if (!reading.ok) return show(context, its, reading.form, 422)
    const writing = contentLocale(context)
    const note = { source: writing, [writing]: reading.input.note }
    await transact(db, viewer, (tx) => commands.returnProgramme(tx, orNotFound(its.programme), note))
    back(context, its.place)
  })

  programmeTopicRoutes(services, { get, post, one, back })
}
