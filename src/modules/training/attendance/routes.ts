import type { Locale } from '#platform/i18n/locale.ts'
import { paths } from '#platform/paths/paths.ts'
import { type TrainingDay } from '#modules/training/days/training-day.ts'
import { withParishIds } from '#modules/places/choice/parish-choice.ts'
import { listParishChoices } from '#modules/places/choice/queries.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden } from '#platform/web/errors.ts'
import { blankForm, rowKeys, withProblems, type Body, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn } from '#platform/web/routes.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { save } from '#platform/web/save.ts'
import { markKey, type AttendanceList, type AttendanceClash } from './attendance.ts'
import { AttendanceConflict, saveAttendance } from './commands.ts'
import { fillAttendance, readAttendance, withAllPresent, withWalkInRows, i18nScope } from './form.ts'
import { mayOfAttendance } from './policy.ts'
import { findOtherAttendance } from './queries.ts'
import { headcountRoutes } from './headcount-routes.ts'
import {
  type DateContext,
  listPath,
  headcountScope,
  loadList,
  reopenScope,
  type AttendanceRouter,
  type ShowList,
} from './list-routes.ts'

/** Who was at a date, written as one list and confirmed by a second person. */
export function attendanceRoutes(services: Services, { get, post }: AttendanceRouter) {
  const { db, now } = services
  const one = loadList(db)

  const parishesIn = (locale: Locale, body: Body) =>
    listParishChoices(
      db,
      locale,
      homesIn(body).map((name) => String(body[name] ?? '')),
    )

  const show: ShowList = async (context, page, status = 200) => {
    const { viewer, res, locale } = context
    const { training: day, list } = page
    const can = {
      write: mayOfAttendance.write(viewer, day, list, now()),
      confirm: mayOfAttendance.confirm(viewer, day, list),
      reopen: mayOfAttendance.reopen(viewer, day, list),
      file: mayOfAttendance.file(viewer, day),
    }
    const rest = {
      form: fillAttendance({ list, modality: day.modality }),
      counting: blankForm(headcountScope, { version: String(list.version) }),
      reopening: blankForm(reopenScope, { version: String(list.version) }),
      sending: blankForm('attendance:send'),
      clashes: [],
      parishes: can.write ? await parishesIn(locale, page.form?.values ?? {}) : noParishes,
    }
    const wrote = list.writers.includes(viewer.id)
    render(
      res,
      'modules/training/attendance/list',
      { ...rest, can, wrote, ahead: list.beginsAt > now(), ...page },
      status,
    )
  }

  get(paths.training.attendance, signedIn, async (context) => {
    const { day, list } = await one(context)
    const rows = list.people.length
    noteRead(context.res, { kind: 'attendance', subjectId: list.id, placeId: day.organiserId, rows, how: 'page' })
    await show(context, { training: day, list })
  })

  post(paths.training.attendance, signedIn, async (context) => {
    const { viewer, body: sent, locale } = context
    const { day, list } = await one(context)
    orForbidden(mayOfAttendance.write(viewer, day, list, now()))
    const body = withParishIds(sent, homesIn(sent), await parishesIn(locale, sent), locale) as Body
    const taken = { list, modality: day.modality }
    if (body['do'] === 'add') return show(context, { training: day, list, form: withWalkInRows(body, taken) })
    if (body['do'] === 'all') return show(context, { training: day, list, form: withAllPresent(body, taken) })
    const reading = readAttendance(locale, body, taken)
    if (!reading.ok) return show(context, { training: day, list, form: reading.form }, 422)
    const elsewhere = await elsewhereIn(list, reading.typed)
    if (elsewhere.length > 0) return show(context, { training: day, list, form: elsewhereForm(body, elsewhere) }, 422)
    await save(
      db,
      { ...context, body },
      {
        change: (tx) => saveAttendance(tx, list, { ...reading, at: now(), locale }),
        to: listPath(context),
        refused: {
          words: i18nScope,
          rules: { attendances_one_place: ['form', 'elsewhere'] },
          show: (form) => show(context, { training: day, list, form }, 422),
        },
        failed: (error) => (error instanceof AttendanceConflict ? () => showClashes(context, day, body, error) : null),
      },
    )
  })

  const showClashes = async (context: DateContext, day: TrainingDay, body: Body, { clashes }: AttendanceConflict) => {
    const { list } = await one(context)
    await show(context, { training: day, list, form: metForm(body, clashes), clashes }, 409)
  }

  const elsewhereIn = (list: AttendanceList, typed: { participantId: string; mark: unknown }[]) =>
    findOtherAttendance(
      db,
      list.id,
      typed.filter(({ mark }) => mark !== null).map(({ participantId }) => participantId),
    )

  headcountRoutes(services, { get, post }, show)
  return show
}

const noParishes = { isTyped: false, parishes: [] }

/** The fields in which those who came besides say where they come from. */
const homesIn = (body: Body) => rowKeys(body).map((key) => `row.${key}.parish`)

const elsewhereForm = (body: Body, elsewhere: Awaited<ReturnType<typeof findOtherAttendance>>): Form =>
  withProblems(
    i18nScope,
    body,
    Object.fromEntries(
      elsewhere.map(({ participantId }) => [`row.${participantId}.minutes`, { key: 'elsewhere', params: {} }]),
    ),
  )

// Saved once more, what this person typed stands: they have seen what the others saved.
const metForm = (body: Body, clashes: readonly AttendanceClash[]): Form =>
  withProblems(
    i18nScope,
    {
      ...body,
      ...Object.fromEntries(clashes.map(({ participantId, theirs }) => [`row.${participantId}.was`, markKey(theirs)])),
    },
    {},
  )
