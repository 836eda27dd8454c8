import { transact, VersionConflict, type Actor } from '#platform/db/transact.ts'
import { withdrawConsent as withdrawPhotoConsent } from '#modules/consents/commands.ts'
import { today } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { ParishChoices } from '#modules/places/choice/parish-choice.ts'
import { listParishChoices } from '#modules/places/choice/queries.ts'
import type { Services } from '#platform/services/services.ts'
import type { FieldDifference, Form } from '#platform/forms/form-kit.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { render } from '#platform/pages/render.ts'
import type { RouteContext } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { flash } from '#platform/web/site.ts'
import { calendarOf, entriesFor } from '#modules/training/registrations/calendar-file.ts'
import { changeRegistration } from '#modules/training/registrations/change-commands.ts'
import { decideRegistration } from '#modules/training/registrations/commands.ts'
import { fillChange, formScope, readChange, staffScope } from './form.ts'
import { findRegistration, findRegistrationDay } from '#modules/training/registrations/queries.ts'
import {
  stateAfter,
  closedBecause,
  offerHours,
  type RegistrationTransition,
  type Registration,
  type RegistrationDay,
} from '#modules/training/registrations/registration.ts'

export type RegistrationAddresses = Record<'page' | 'acceptance' | 'refusal' | 'cancellation' | 'consent', string> & {
  /** For whoever comes alone: staff take no calendar entry. */
  calendar?: string
}

/** One registration, and by which way it was come to: by its private link, or by staff. */
export interface RegistrationContext {
  training: RegistrationDay
  registration: Registration
  /** Where its page is, and what can be done there, without the language. */
  addresses: RegistrationAddresses
  by: Actor
  staff: boolean
  mayChange: boolean
}

interface Shown {
  form: Form
  conflict: FieldDifference[] | null
  /** What was wanted could not be done any more: the page shows how it stands. */
  late: boolean
}

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/registration-pages/show': RegistrationContext &
      Shown & { parishes: ParishChoices; hours: number; open: boolean }
    'modules/training/registration-pages/cancel': RegistrationContext
  }
}

type Given = Pick<RouteContext<never, Viewer | null>, 'res' | 'locale' | 'body'>

const notices = { accept: 'place_accepted', decline: 'place_declined', cancel: 'registration_cancelled' } as const

const inWordsFor = ({ staff }: RegistrationContext, form: Form): Form => (staff ? { ...form, scope: staffScope } : form)

/** What is done with one registration, whichever way it was come to. */
export function registrationDetailRoutes({ db, now }: Services) {
  const show = async ({ res, locale }: Given, one: RegistrationContext, shown: Partial<Shown> = {}, status = 200) => {
    const sent = shown.form ? String(shown.form.values['parish'] ?? '') : (one.registration.parishId ?? '')
    const parishes = await listParishChoices(db, locale, [sent])
    const form = inWordsFor(one, shown.form ?? fillChange(locale, one.registration, parishes))
    const open = closedBecause(one.training, today(now)) === null
    const page = { conflict: null, late: false, hours: offerHours, open, ...one, ...shown, form, parishes }
    render(res, 'modules/training/registration-pages/show', page, status)
  }

  const again = async (one: RegistrationContext): Promise<RegistrationContext> => ({
    ...one,
    training: (await findRegistrationDay(db, one.training.slug)) ?? one.training,
    registration: (await findRegistration(db, one.training.id, one.registration.id)) ?? one.registration,
  })

  const rewrite = async (given: Given, one: RegistrationContext): Promise<void> => {
    const { locale, body } = given
    const sent = [String(body['parish'] ?? ''), one.registration.parishId ?? '']
    const parishes = await listParishChoices(db, locale, sent)
    const reading = readChange(locale, body, one.registration, parishes)
    if (!reading.ok) return show(given, one, { form: reading.form }, 422)
    const seen = { ...one.registration, version: Number(body['version']) || 0 }
    await save(
      db,
      { ...given, viewer: one.by },
      {
        change: (tx) => changeRegistration(tx, seen, reading.input, one.staff ? 'staff' : 'self'),
        to: one.addresses.page,
        refused: {
          words: formScope,
          rules: { participants_once_by_phone: ['phone', 'duplicate'] },
          show: (form) => show(given, one, { form }, 422),
        },
        conflict: {
          latest: () => again(one),
          fill: (stored) => fillChange(locale, stored.registration, parishes),
          show: (stored, form, conflict) => show(given, stored, { form, conflict }, 409),
        },
      },
    )
  }

  const move = async (
    given: Given,
    one: RegistrationContext,
    wanted: Exclude<RegistrationTransition, 'offer' | 'expire'>,
  ): Promise<void> => {
    const { res, locale } = given
    // No `save`: an offer that ended meanwhile is recorded as ended, and nothing fails by which that would be known.
    await transact(db, one.by, (tx) => decideRegistration(tx, one.registration, wanted, now())).catch(
      (error: unknown) => {
        if (!(error instanceof VersionConflict)) throw error
      },
    )
    // Sent twice, a form finds the first time's work done.
    const stands = await again(one)
    if (stands.registration.state !== stateAfter(wanted === 'cancel' ? 'registered' : 'offered', wanted))
      return show(given, stands, { late: true }, 409)
    flash(res, notices[wanted])
    res.redirect(303, `/${locale}${one.addresses.page}`)
  }

  // As easily as it was given: whatever has become of the day, and with nothing else to fill in.
  const withdrawConsent = (given: Given, { by, staff, registration, addresses }: RegistrationContext): Promise<void> =>
    save(
      db,
      { ...given, viewer: by },
      {
        change: registration.photoConsent
          ? (tx) => withdrawPhotoConsent(tx, { registrationId: registration.id }, 'photo', staff ? 'staff' : 'self')
          : null,
        to: addresses.page,
      },
    )

  const sendCalendar = ({ res, locale }: Given, { training: day, registration }: RegistrationContext) => {
    // Who has no place has nothing to enter, and is not told where the day can be joined.
    orNotFound((registration.state === 'registered' && day.dates.length > 0) || null)
    const off = entriesFor(day, registration).length === 0
    res.setHeader('Content-Disposition', `attachment; filename="${day.slug}.ics"`)
    res.type('text/calendar; charset=utf-8').send(calendarOf(day, registration, { entries: day.dates, off, locale }))
  }

  return { show, rewrite, move, sendCalendar, withdrawConsent }
}
