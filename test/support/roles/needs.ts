import { form, inParish, page, work, type Case, type Roles } from './cases.ts'

type Db = Parameters<typeof inParish>[0]

const need =
  (parish: string, path = '', under = parish) =>
  async (db: Db) => {
    const { id } = await db('needs')
      .whereIn('parishId', inParish(db, parish))
      .whereIn('state', ['open', 'planned'])
      .orderBy('state', 'desc')
      .first<{ id: string }>('id')
    return `${work}/${under}/needs/${id}${path}`
  }

const answer = (under: string) => async (db: Db) => {
  const { id, needId } = await db('needResponses')
    .join('needs', 'needs.id', 'needId')
    .whereIn('parishId', inParish(db, 'gaujiena'))
    .first<{ id: string; needId: string }>('needResponses.id', 'needId')
  return `${work}/${under}/needs/${needId}/answers/${id}/removal`
}

const refusedInApe = '403 lead mentor auditor'
const readersOfApe = '200 ape lead mentor auditor'

const forms = (path: string, done: number, body: Record<string, string> = {}): Case[] => [
  form(need('gaujiena', path), body, `${done} ape`, refusedInApe, '404 *'),
  // A need of another parish is not reached through one's own.
  form(need('varska', path, 'gaujiena'), body, refusedInApe, '404 *'),
]

export const needsRoles: Roles = {
  'GET /work/parishes/:parish/needs': [
    page(`${work}/gaujiena/needs`, readersOfApe, '404 *'),
    page(`${work}/varska/needs`, '200 setomaa lead mentor auditor', '404 *'),
    page(`${work}/engure/needs`, '200 engure lead auditor', '404 *'),
  ],
  'GET /work/parishes/:parish/needs/new': [page(`${work}/gaujiena/needs/new`, '200 ape', refusedInApe, '404 *')],
  'POST /work/parishes/:parish/needs/new': [form(`${work}/gaujiena/needs/new`, {}, '422 ape', refusedInApe, '404 *')],
  'GET /work/parishes/:parish/needs/:need': [
    page(need('gaujiena'), readersOfApe, '404 *'),
    page(need('varska', '', 'gaujiena'), '404 *'),
  ],
  'POST /work/parishes/:parish/needs/:need': forms('', 422),
  'POST /work/parishes/:parish/needs/:need/answers': forms('/answers', 422),
  'POST /work/parishes/:parish/needs/:need/answers/:answer/removal': [
    form(answer('gaujiena'), {}, '303 ape', refusedInApe, '404 *'),
    form(answer('varska'), {}, '403 lead mentor auditor', '404 *'),
  ],
  'GET /work/parishes/:parish/needs/:need/drop': [page(need('gaujiena', '/drop'), '200 ape', refusedInApe, '404 *')],
  'POST /work/parishes/:parish/needs/:need/drop': forms('/drop', 422),
  'POST /work/parishes/:parish/needs/:need/addressed': forms('/addressed', 303),
  'POST /work/parishes/:parish/needs/:need/reopening': forms('/reopening', 303),
  'GET /work/parishes/:parish/swot/:round': [
    page(`${work}/gaujiena/swot/baseline`, readersOfApe, '404 *'),
    page(`${work}/viresi/swot/baseline`, '200 ape lead auditor', '404 *'),
    page(`${work}/gaujiena/swot/final`, '404 *'),
    page(`${work}/gaujiena/swot/nothing`, '404 *'),
  ],
  'POST /work/parishes/:parish/swot/:round': [
    form(`${work}/viresi/swot/baseline`, { rows: '', version: '0' }, '303 ape', '403 lead auditor', '404 *'),
    // What is approved is ranked no more.
    form(`${work}/gaujiena/swot/baseline`, { rows: '' }, '403 ape lead mentor auditor', '404 *'),
  ],
}
