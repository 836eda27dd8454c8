import type { Db } from '#platform/db/connection.ts'
import { all, form, inParish, page, type Case, type Roles } from './cases.ts'

const work = '/en/work/visits'
const past = '1-pie-juras-laivas-zivis-un-tirgus'
const coming = '2-seto-tare-laul-leib-ja-kasitoo'
const staff = '200 lead ape engure setomaa alutaguse auditor'

const traveller =
  (parish: string, visit: string, path = '') =>
  async (db: Db) => {
    const { id } = await db('visitParticipants')
      .join('visits', 'visits.id', 'visitId')
      .where({ slug: visit })
      .whereIn('parishId', inParish(db, parish))
      .first<{ id: string }>('visitParticipants.id')
    return `${work}/${visit}/travellers/${id}${path}`
  }

const lesson = (parish: string) => async (db: Db) => {
  const { id } = await db('visitLessons').whereIn('parishId', inParish(db, parish)).first<{ id: string }>('id')
  return `${work}/${past}/lessons/${id}/removal`
}

const pages = (path: string): Case[] => [page(`${work}/${coming}${path}`, staff, '403 *')]

/** Forms of the visit to Setomaa, which its host and the lead partner may change; sent as nobody's page would. */
const forms = (path: string, answer: number, body: Record<string, string> = {}): Case[] => [
  form(`${work}/${coming}${path}`, body, `${answer} lead setomaa`, '403 *'),
]

export const visitsRoles: Roles = {
  'GET /visits': all('/en/visits'),
  'GET /visits/:visit': all(`/en/visits/${coming}`),
  'GET /visits/:visit/packing.pdf': all(`/en/visits/${past}/packing.pdf`),
  'GET /work/visits': [page(work, staff, '403 *')],
  'GET /work/visits/new': [page(`${work}/new`, '200 lead ape engure setomaa alutaguse', '403 *')],
  'POST /work/visits/new': [form(`${work}/new`, {}, '422 lead ape engure setomaa alutaguse', '403 *')],
  'GET /work/visits/:visit': pages(''),
  'GET /work/visits/:visit/facts': [page(`${work}/${coming}/facts`, '200 lead setomaa', '403 *')],
  'POST /work/visits/:visit/facts': forms('/facts', 422),
  'POST /work/visits/:visit/publication': forms('/publication', 303),
  'POST /work/visits/:visit/holding': forms('/holding', 303),
  'GET /work/visits/:visit/cancellation': [page(`${work}/${coming}/cancellation`, '200 lead setomaa', '403 *')],
  'POST /work/visits/:visit/cancellation': forms('/cancellation', 422),
  'GET /work/visits/:visit/places': pages('/places'),
  'POST /work/visits/:visit/places': forms('/places', 422),
  'GET /work/visits/:visit/:section': [
    ...pages('/itinerary'),
    page(`${work}/${coming}/nothing`, '403 admin mentor gaujiena varska', '404 *'),
  ],
  'POST /work/visits/:visit/:section': forms('/nights', 409, { rows: '', version: '99' }),
  'GET /work/visits/:visit/travellers': pages('/travellers'),
  'GET /work/visits/:visit/travellers.pdf': pages('/travellers.pdf'),
  'POST /work/visits/:visit/travellers': [
    form(`${work}/${coming}/travellers`, {}, '422 lead ape engure setomaa alutaguse', '403 *'),
    form(`${work}/${past}/travellers`, {}, '403 *'),
  ],
  'GET /work/visits/:visit/travellers/:traveller': [
    page(traveller('gaujiena', coming), '200 lead ape setomaa auditor', '404 engure alutaguse', '403 *'),
    page(traveller('engure', coming), '200 lead engure setomaa auditor', '404 ape alutaguse', '403 *'),
  ],
  'POST /work/visits/:visit/travellers/:traveller': [
    form(traveller('gaujiena', coming), {}, '422 lead ape setomaa', '404 engure alutaguse', '403 *'),
  ],
  'POST /work/visits/:visit/travellers/:traveller/cancellation': [
    form(traveller('gaujiena', coming, '/cancellation'), {}, '303 lead ape setomaa', '404 engure alutaguse', '403 *'),
  ],
  'GET /work/visits/:visit/seminar': pages('/seminar'),
  'POST /work/visits/:visit/seminar': forms('/seminar', 422),
  'GET /work/visits/:visit/lessons': [page(`${work}/${past}/lessons`, '403 admin', '200 *')],
  'POST /work/visits/:visit/lessons': [form(`${work}/${past}/lessons`, {}, '403 admin', '422 *')],
  'POST /work/visits/:visit/lessons/:lesson/removal': [
    form(lesson('gaujiena'), {}, '303 ape mentor gaujiena', '403 *'),
    form(lesson('varska'), {}, '303 setomaa mentor varska', '403 *'),
  ],
}
