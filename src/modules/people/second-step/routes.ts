import type { Request, Response } from 'express'
import { system, transact } from '#platform/db/transact.ts'
import { blankForm, readForm, withProblems, type Body, type Form } from '#platform/forms/form-kit.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { carriedForm } from '#platform/web/error-answers.ts'
import { RateLimited } from '#platform/web/errors.ts'
import { anyone, routes } from '#platform/web/routes.ts'
import { ownPath, refusePlainHttp } from '#platform/web/security.ts'
import { flash } from '#platform/web/site.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { findPerson } from '#modules/people/accounts/queries.ts'
import { StepRefused } from '#modules/people/second-factors/factor.ts'
import { credentialIdOf, placeOf, requestOptions } from '#modules/people/second-factors/passkey.ts'
import { findPasskey, listFactors, listPasskeys } from '#modules/people/second-factors/queries.ts'
import { stepForm } from '#modules/people/second-factors/schema.ts'
import { orRateLimit, orRefusal, refusedForm, showSecondStep, stepScope, usedUpForm, type Onward } from './page.ts'
import { takePasskey, takeSecondStep, tellOfWrongCodes, type Shown } from './commands.ts'
import {
  endPending,
  firstStepIn,
  isSamePassword,
  keepChallenge,
  pendingIn,
  takeChallenge,
  type FirstStep,
} from './guard.ts'

/** Begins a session of somebody who has shown all that is asked of them. */
export type Begin = (
  req: Request,
  person: { id: string },
  beginning: { method: FirstStep | 'passkey'; strong: boolean },
) => Promise<void>

/** How a sign-in goes on after its first step. */
export interface Beginning {
  begin: Begin
  /** Under which name somebody's codes are counted: a browser that they have used is counted alone. */
  countedAs: (req: Request, personId: string) => Promise<string>
}

/** The second step of signing in, and signing in by a passkey alone. */
export function secondStepRoutes(services: Services, { begin, countedAs }: Beginning) {
  const { db, limits, now, config, factorKeys: keys } = services
  const { router, get, post } = routes()
  const place = placeOf(config.origin)
  const toldOf = (person: Person) => ({ person, phone: config.contact.phone, at: now() })

  const onwardOf = (body: Body, locale: Locale): Onward => ({
    next: ownPath(body['next'], `/${locale}${paths.desk()}`),
    kept: carriedForm(body),
  })

  const show = async (res: Response, person: Person, form: Form, onward: Onward, status = 200) => {
    showSecondStep(res, await listFactors(db, person.id), form, onward, status)
  }

  const showSignIn = (res: Response, { next, kept }: Onward, problem: string, status: number) => {
    const form = withProblems('people:sign_in', {}, { form: { key: problem, params: {} } })
    render(res, 'modules/people/sign-in/sign-in', { form, next, kept, cast: [], password: '' }, status)
  }

  // Whoever was closed out, or whose password is another by now, is awaited no longer.
  const awaited = async (req: Request): Promise<Person | null> => {
    const person = await findPerson(db, pendingIn(req)?.person ?? '00000000-0000-0000-0000-000000000000')
    return person && !person.deactivatedAt && isSamePassword(req, person) ? person : null
  }

  const goOn = (res: Response, { next, kept }: Onward) => {
    if (kept) render(res, 'modules/people/sign-in/sign-in-again', { kept })
    else res.redirect(303, next)
  }

  get(paths.people.signInCode, anyone, async ({ req, res, viewer, query, locale }) => {
    refusePlainHttp(req, config.origin)
    const person = await awaited(req)
    const onward = onwardOf({ next: query['next'] }, locale)
    if (viewer) res.redirect(303, onward.next)
    else if (person) await show(res, person, blankForm(stepScope), onward)
    else res.redirect(303, `/${locale}${paths.people.signIn()}`)
  })

  post(paths.people.signInCode, anyone, async ({ req, res, body, locale }) => {
    refusePlainHttp(req, config.origin)
    const [person, onward] = [await awaited(req), onwardOf(body, locale)]
    if (!person) return showSignIn(res, onward, 'step_over', 401)
    const reading = readForm(stepScope, stepForm, body)
    if (!reading.ok) return show(res, person, { ...reading.form, values: {} }, onward, 422)
    const counted = `${await countedAs(req, person.id)} ${firstStepIn(req)}`
    const allowed = await orRateLimit(() => mayTry(req, counted, reading.input))
    if (allowed instanceof RateLimited) return waitOrChoose(req, res, person, onward, allowed)
    if (!allowed) return startAgain(req, res, person, onward)

    const [challenge, { method = 'password' } = {}] = [await takeChallenge(req), pendingIn(req) ?? undefined]
    const left = await orRefusal(() =>
      transact(db, person, async (tx) => {
        const codes = await takeSecondStep(tx, { told: toldOf(person), keys, place, challenge }, reading.input)
        await tx.record('person.second_step_passed', person.id)
        return codes
      }),
    )
    if (left instanceof StepRefused) return show(res, person, refusedForm(left), onward, 422)
    await giveBack(counted, reading.input)
    await begin(req, person, { method, strong: true })
    if (left !== null) flash(res, 'codes_left', String(left))
    goOn(res, onward)
  })

  const mayTry = async (req: Request, counted: string, { passkey, recoveryCode }: Shown) => {
    if (passkey) return true
    if (!recoveryCode) return limits.countCode(pendingIn(req)?.id ?? '', counted)
    await limits.countRecoveryCode(counted)
    return true
  }

  const giveBack = async (counted: string, { passkey, recoveryCode }: Shown) => {
    if (recoveryCode) await limits.forgetRecoveryCode(counted)
    else if (!passkey) await limits.forgetCode(counted)
  }

  // What came before the codes is told only where it was the password.
  const noteWrongCodes = (req: Request, person: Person) =>
    transact(db, system, async (tx) => {
      if (pendingIn(req)?.method === 'password') await tellOfWrongCodes(tx, toldOf(person))
      await tx.recordRarely('person.second_step_refused', person.id)
    })

  // Whoever used the codes up need not be who stands here: a letter leads on at once.
  const waitOrChoose = async (
    req: Request,
    res: Response,
    person: Person,
    onward: Onward,
    { seconds }: RateLimited,
  ) => {
    await noteWrongCodes(req, person)
    await show(res.setHeader('Retry-After', seconds), person, usedUpForm(seconds), onward, 429)
  }

  const startAgain = async (req: Request, res: Response, person: Person, onward: Onward) => {
    await noteWrongCodes(req, person)
    await endPending(req)
    showSignIn(res, onward, 'step_tries', 422)
  }

  post(paths.people.signInPasskeyOptions, anyone, async ({ req, res }) => {
    const pending = pendingIn(req)
    const options = await requestOptions(place, pending ? await listPasskeys(db, pending.person) : [])
    await keepChallenge(req, options.challenge)
    res.json(options)
  })

  post(paths.people.signInPasskey, anyone, async ({ req, res, body, locale }) => {
    refusePlainHttp(req, config.origin)
    const onward = onwardOf(body, locale)
    const sent = typeof body['passkey'] === 'string' ? body['passkey'] : ''
    const challenge = await takeChallenge(req)
    const owner = await findPasskey(db, credentialIdOf(sent) ?? '')
    const person = owner && (await findPerson(db, owner.personId))
    // Of an account that was closed and is open again the invitation comes first.
    if (!person || person.deactivatedAt || person.passwordHash === null) return showSignIn(res, onward, 'passkey', 422)
    const refusal = await orRefusal(() =>
      transact(db, person, async (tx) => {
        await takePasskey(tx, { told: toldOf(person), place, challenge }, sent)
        await tx.record('person.second_step_passed', person.id)
      }),
    )
    if (refusal instanceof StepRefused) return showSignIn(res, onward, 'passkey', 422)
    await begin(req, person, { method: 'passkey', strong: true })
    goOn(res, onward)
  })

  return router
}
