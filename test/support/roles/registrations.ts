import type { inParish } from './cases.ts'
import { all, form, page, type Case, type Roles } from './cases.ts'

type Db = Parameters<typeof inParish>[0]

const title = { ape: 'Palīdzība senioriem mājās', setomaa: 'Ideest sotsiaalse ettevõtteni' }
type Organiser = keyof typeof title

const dayOf = async (db: Db, organiser: Organiser) =>
  await db('trainingDays')
    .whereRaw(`title ->> (title ->> 'source') = ?`, [title[organiser]])
    .first<{ id: string; slug: string }>('id', 'slug')

const open = (path: string) => async (db: Db) => `/en/training/${(await dayOf(db, 'ape')).slug}/registration${path}`

const at =
  (organiser: Organiser, path = '') =>
  async (db: Db) =>
    `/en/work/training/${(await dayOf(db, organiser)).slug}/registrations${path}`

/** The first registration of one of these states, under a day. */
const one =
  (organiser: Organiser, state: string, path = '', under = organiser) =>
  async (db: Db) => {
    const { id: dayId } = await dayOf(db, organiser)
    const { id } = await db('registrations').where({ dayId, state }).orderBy('position').first<{ id: string }>('id')
    return `/en/work/training/${(await dayOf(db, under)).slug}/registrations/${id}${path}`
  }

const readers = { ape: '200 ape lead auditor', setomaa: '200 setomaa alutaguse lead auditor' }
const token = 'a'.repeat(40)
const asked = (name: string) => ({ name, email: '', phone: '', guardian: '', parish: '', needs: '' })
const refused = '403 lead auditor'

const moves = (path: string, state: string, status = 303): Case[] => [
  form(one('ape', state, path), {}, `${status} ape`, refused, '404 *'),
  // A registration of another day is not reached through one's own.
  form(one('setomaa', 'registered', path, 'ape'), {}, '404 ape', refused, '404 *'),
]

export const registrationsRoles: Roles = {
  'GET /training/:day/registration': [
    { to: open(''), answers: ['200 *'] },
    ...all('/en/training/nothing/registration', 404),
  ],
  'POST /training/:day/registration': [{ to: open(''), body: asked(''), answers: ['422 *'] }],
  'GET /training/:day/registration/sent': [{ to: open('/sent'), answers: ['200 *'] }],
  'GET /training/:day/registration/:token': [{ to: open(`/${token}`), answers: ['404 *'] }],
  'POST /training/:day/registration/:token': [{ to: open(`/${token}`), body: {}, answers: ['404 *'] }],
  'POST /training/:day/registration/:token/acceptance': [
    { to: open(`/${token}/acceptance`), body: {}, answers: ['404 *'] },
  ],
  'POST /training/:day/registration/:token/refusal': [{ to: open(`/${token}/refusal`), body: {}, answers: ['404 *'] }],
  'POST /training/:day/registration/:token/consent': [{ to: open(`/${token}/consent`), body: {}, answers: ['404 *'] }],
  'POST /work/training/:day/registrations/:registration/consent': moves('/consent', 'registered'),
  'GET /training/:day/registration/:token/cancellation': [{ to: open(`/${token}/cancellation`), answers: ['404 *'] }],
  'POST /training/:day/registration/:token/cancellation': [
    { to: open(`/${token}/cancellation`), body: {}, answers: ['404 *'] },
  ],
  'GET /training/:day/registration/:token/calendar.ics': [{ to: open(`/${token}/calendar.ics`), answers: ['404 *'] }],
  'GET /work/training/:day/registrations': [
    page(at('ape'), readers.ape, '404 *'),
    page(at('setomaa'), readers.setomaa, '404 *'),
  ],
  'GET /work/training/:day/registrations.xlsx': [page(at('ape', '.xlsx'), readers.ape, '404 *')],
  'GET /work/training/:day/registrations.csv': [page(at('setomaa', '.csv'), readers.setomaa, '404 *')],
  'GET /work/training/:day/registrations/new': [page(at('ape', '/new'), '200 ape', refused, '404 *')],
  'POST /work/training/:day/registrations/new': [form(at('ape', '/new'), asked(''), '422 ape', refused, '404 *')],
  'GET /work/training/:day/registrations/:registration': [
    page(one('ape', 'registered'), readers.ape, '404 *'),
    page(one('setomaa', 'registered', '', 'ape'), '404 *'),
  ],
  'POST /work/training/:day/registrations/:registration': moves('', 'registered', 422),
  'POST /work/training/:day/registrations/:registration/acceptance': moves('/acceptance', 'offered'),
  'POST /work/training/:day/registrations/:registration/refusal': moves('/refusal', 'offered'),
  'GET /work/training/:day/registrations/:registration/cancellation': [
    page(one('ape', 'registered', '/cancellation'), '200 ape', refused, '404 *'),
  ],
  'POST /work/training/:day/registrations/:registration/cancellation': moves('/cancellation', 'registered'),
}
