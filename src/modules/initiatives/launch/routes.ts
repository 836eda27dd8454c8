import { type AuditedTransaction } from '#platform/db/transact.ts'
import { today, type Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { hasRoleFor, type Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { readForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { closeForm, launchForm, launchNoteForm, pauseForm } from '#modules/initiatives/initiative/schema.ts'
import type { InitiativeState } from '#modules/initiatives/initiative/initiative.ts'
import type { Launch } from '#modules/initiatives/initiative/launch.ts'
import { initiativePage, transitionScope } from '#modules/initiatives/pages/initiative-page.ts'
import { may } from '#modules/initiatives/initiative/policy.ts'
import { findInitiative, type InitiativeForViewer } from '#modules/initiatives/initiative/queries.ts'
import * as launching from './commands.ts'

type Stepping = RouteContext<'initiative', Viewer>
type Reading<T> = { ok: true; input: T } | { ok: false; form: Form }

type StepPath = 'ready' | 'launch' | 'launchConfirmation' | 'launchReturn' | 'operation' | 'pause' | 'closing'

interface Step<T> {
  allowed: (viewer: Viewer, initiative: InitiativeForViewer) => boolean
  /** The state it leads to, where taking it twice is the same as once. */
  to?: InitiativeState
  typed: (context: Stepping, initiative: InitiativeForViewer) => Reading<T>
  take: (tx: AuditedTransaction, initiative: InitiativeForViewer, typed: T) => Promise<void>
}

/** The steps of an initiative from an approved plan to its end, each an address of its own. */
export function launchRoutes(services: Services, { post }: Pick<ReturnType<typeof routes>, 'post'>) {
  const { db, now } = services
  const show = initiativePage(services)

  const step = <T>(path: StepPath, { allowed, to, typed, take }: Step<T>) => {
    post(paths.initiatives[path], signedIn, async (stepping) => {
      const { viewer, params } = stepping
      const initiative = orNotFound(await findInitiative(db, viewer, params.initiative))
      const already = initiative.state === to && hasRoleFor(viewer, initiative, 'partner', 'lead')
      orForbidden(already || allowed(viewer, initiative))
      const reading = typed(stepping, initiative)
      if (!already && !reading.ok) return show(stepping, initiative, { form: reading.form }, 422)
      await save(db, stepping, {
        change: already || !reading.ok ? null : (tx) => take(tx, initiative, reading.input),
        to: `${paths.initiatives.initiative(initiative.slug)}#progress`,
        failed: (error) =>
          error instanceof launching.ReadinessIncomplete
            ? () => show(stepping, initiative, { refused: true }, 422)
            : null,
      })
    })
  }

  step('ready', {
    allowed: may.makeReady,
    to: 'ready',
    typed: nothing,
    take: (tx, initiative) => launching.makeReady(tx, initiative, today(now)),
  })
  step('launch', {
    allowed: may.proposeLaunch,
    typed: (context, { period }) => launchDay(context, period?.startsOn, today(now)),
    take: launching.proposeLaunch,
  })
  step('launchConfirmation', {
    allowed: may.decideLaunch,
    to: 'launched',
    typed: nothing,
    take: (tx, initiative) => launching.confirmLaunch(tx, initiative, proposed(initiative), today(now)),
  })
  step('launchReturn', {
    allowed: may.decideLaunch,
    typed: (context) => reason(context, readForm(transitionScope, launchNoteForm[context.locale], context.body)),
    take: (tx, initiative, note) => launching.returnLaunch(tx, initiative, proposed(initiative), note),
  })
  step('operation', { allowed: may.operate, to: 'operating', typed: nothing, take: launching.markOperating })
  step('pause', {
    allowed: may.pause,
    to: 'paused',
    typed: (context) => reason(context, readForm(transitionScope, pauseForm[context.locale], context.body)),
    take: launching.pauseInitiative,
  })
  step('closing', {
    allowed: may.close,
    to: 'closed',
    typed: (context) => reason(context, readForm(transitionScope, closeForm[context.locale], context.body)),
    take: launching.closeInitiative,
  })
}

const nothing = (): Reading<null> => ({ ok: true, input: null })

const proposed = ({ launch }: InitiativeForViewer): Launch => orNotFound(launch)

/** What was typed as a reason, in the language of the page it was typed on. */
function reason({ locale }: Stepping, reading: Reading<Record<string, string>>): Reading<Multilingual> {
  if (!reading.ok) return reading
  const [text = ''] = Object.values(reading.input)
  return { ok: true, input: { source: locale, [locale]: text } }
}

/** The day typed, if the initiative can have been launched on it: not before the project, and no day to come. */
function launchDay({ body, locale }: Stepping, earliest: Day | undefined, present: Day): Reading<Day> {
  const reading = readForm(transitionScope, launchForm[locale], body)
  if (!reading.ok) return reading
  const { launchedOn } = reading.input
  const wrong = (key: string) => ({
    ok: false as const,
    form: withProblems(transitionScope, body, { launchedOn: { key, params: {} } }),
  })
  if (launchedOn === null) return wrong('required')
  if (launchedOn > present) return wrong('day_to_come')
  if (earliest !== undefined && launchedOn < earliest) return wrong('before_project')
  return { ok: true, input: launchedOn }
}
