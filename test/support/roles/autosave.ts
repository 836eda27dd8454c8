import type { Db } from '#platform/db/connection.ts'
import { form, inParish, page, type Roles } from './cases.ts'

const nobody = '00000000-0000-4000-8000-000000000000'

const jobsOf = (parish: string) => async (db: Db) => {
  const { id } = await db('plans').whereIn('parishId', inParish(db, parish)).first<{ id: string }>('id')
  return { _subject: `plan:${id}:jobs` }
}

export const draftsRoles: Roles = {
  'POST /work/drafts': [
    form('/en/work/drafts', { draft: nobody, _subject: 'advice:new', summary: 'Bread' }, '204 *'),
    form('/en/work/drafts', { draft: nobody, _subject: 'advice:new', summary: 'Bread\0' }, '204 *'),
    // Of whoever has the form open in a window where somebody else has signed in since.
    form('/en/work/drafts', { draft: nobody, _subject: 'advice:new', _person: nobody }, '401 *'),
    form('/en/work/drafts', { draft: 'x', _subject: 'advice:new' }, '400 *'),
    form('/en/work/drafts', { draft: nobody, _subject: '<b>' }, '400 *'),
  ],
  'GET /work/drafts/offers': [
    page('/en/work/drafts/offers?subject=page:work:needs', '200 *'),
    page('/en/work/drafts/offers?subject=%3Cb%3E', '400 *'),
  ],
  'GET /work/drafts/:draft': [page(`/en/work/drafts/${nobody}`, '404 *')],
  // A draft of somebody else's is none that one could discard: the answer is the same.
  'POST /work/drafts/:draft/discard': [form(`/en/work/drafts/${nobody}/discard`, {}, '303 *')],
  'POST /work/presences': [
    form('/en/work/presences', jobsOf('viresi'), '200 ape', '404 *'),
    form('/en/work/presences', jobsOf('meremae'), '200 setomaa', '404 *'),
    // A plan that is not open is written by nobody.
    form('/en/work/presences', jobsOf('smarde'), '404 *'),
    form('/en/work/presences', { _subject: 'advice:new' }, '404 *'),
  ],
}
