import type { Locale } from '#lib/locale.ts'
import { paths } from '#paths/paths.ts'
import { withParishIds } from '#places/choice.ts'
import { listParishChoices } from '#places/queries.ts'
import type { Services } from '#services/services.ts'
import { orForbidden } from '#web/errors.ts'
import { blankForm, rowKeys, withProblems, type Body, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn } from '#web/routes.ts'
import { save } from '#web/save.ts'
import { signOf, type AttendanceList, type MarkClash } from './attendance.ts'
import { MarkedMeanwhile, saveAttendance } from './attendance-commands.ts'
import { fillAttendance, readAttendance, withEverybody, withMoreRows, words } from './attendance-form.ts'
import { may } from './attendance-policy.ts'
import { findElsewhere } from './attendance-queries.ts'
import { countRoutes } from './count-routes.ts'
import { addressOf, countWords, listOfDate, reopenWords, type Router, type ShowList } from './list-routes.ts'

/** Who was at a date, written as one list and confirmed by a second person. */
export function attendanceRoutes(services: Services, { get, post }: Router) {
  const { db, now } = services
  const one = listOfDate(db)

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
      write: may.write(viewer, day, list, now()),
      confirm: may.confirm(viewer, day, list),
      reopen: may.reopen(viewer, day, list),
      file: may.file(viewer, day),
    }
    const rest = {
      form: fillAttendance({ list, modality: day.modality }),
      counting: blankForm(countWords, { version: String(list.version) }),
      reopening: blankForm(reopenWords, { version: String(list.version) }),
      sending: blankForm('attendance:send'),
      clashes: [],
      parishes: can.write ? await parishesIn(locale, page.form?.values ?? {}) : noParishes,
    }
    const wrote = list.writers.includes(viewer.id)
    render(res, 'training/attendance', { ...rest, can, wrote, ahead: list.beginsAt > now(), ...page }, status)
  }

  get(paths.training.attendance, signedIn, async (context) => {
    const { day, list } = await one(context)
    await show(context, { training: day, list })
  })

  post(paths.training.attendance, signedIn, async (context) => {
    const { viewer, body: sent, locale } = context
    const { day, list } = await one(context)
    orForbidden(may.write(viewer, day, list, now()))
    const body = withParishIds(sent, homesIn(sent), await parishesIn(locale, sent), locale) as Body
    const taken = { list, modality: day.modality }
    if (body['do'] === 'add') return show(context, { training: day, list, form: withMoreRows(body, taken) })
    if (body['do'] === 'all') return show(context, { training: day, list, form: withEverybody(body, taken) })
    const reading = readAttendance(locale, body, taken)
    if (!reading.ok) return show(context, { training: day, list, form: reading.form }, 422)
    const elsewhere = await elsewhereIn(list, reading.typed)
    if (elsewhere.length > 0) return show(context, { training: day, list, form: elsewhereForm(body, elsewhere) }, 422)
    await save(
      db,
      { ...context, body },
      {
        change: (tx) => saveAttendance(tx, list, { ...reading, at: now(), locale }),
        to: addressOf(context),
        refused: {
          words,
          rules: { attendances_one_place: ['form', 'elsewhere'] },
          show: (form) => show(context, { training: day, list, form }, 422),
        },
      },
    ).catch(async (error: unknown) => {
      if (!(error instanceof MarkedMeanwhile)) throw error
      const { clashes } = error
      const current = await one(context)
      await show(context, { training: day, list: current.list, form: metForm(body, clashes), clashes }, 409)
    })
  })

  const elsewhereIn = (list: AttendanceList, typed: { participantId: string; mark: unknown }[]) =>
    findElsewhere(
      db,
      list.id,
      typed.filter(({ mark }) => mark !== null).map(({ participantId }) => participantId),
    )

  countRoutes(services, { get, post }, show)
  return show
}

const noParishes = { isTyped: false, parishes: [] }

/** The fields in which those who came besides say where they come from. */
const homesIn = (body: Body) => rowKeys(body).map((key) => `row.${key}.parish`)

const elsewhereForm = (body: Body, elsewhere: Awaited<ReturnType<typeof findElsewhere>>): Form =>
  withProblems(
    words,
    body,
    Object.fromEntries(
      elsewhere.map(({ participantId }) => [`row.${participantId}.minutes`, { key: 'elsewhere', params: {} }]),
    ),
  )

// Saved once more, what this person typed stands: they have seen what the others saved.
const metForm = (body: Body, clashes: readonly MarkClash[]): Form =>
  withProblems(
    words,
    {
      ...body,
      ...Object.fromEntries(clashes.map(({ participantId, theirs }) => [`row.${participantId}.was`, signOf(theirs)])),
    },
    {},
  )
