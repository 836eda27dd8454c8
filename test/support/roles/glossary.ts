import type { Db } from '#platform/db/connection.ts'
import { form, page, type Roles } from './cases.ts'

const term = (path: string) => async (db: Db) => {
  const { id } = await db('glossaryTerms').orderBy('id').first<{ id: string }>('id')
  return `/en/work/glossary/${id}${path}`
}

const keepers = 'ape engure setomaa alutaguse lead'

export const glossaryRoles: Roles = {
  'GET /work/glossary': [page('/en/work/glossary', `200 ${keepers} mentor auditor admin`, '403 *')],
  'GET /work/glossary/new': [page('/en/work/glossary/new', `200 ${keepers}`, '403 *')],
  'POST /work/glossary/new': [form('/en/work/glossary/new', {}, `422 ${keepers}`, '403 *')],
  'GET /work/glossary/:term': [page(term(''), `200 ${keepers}`, '403 *')],
  'POST /work/glossary/:term': [form(term(''), {}, `422 ${keepers}`, '403 *')],
  'GET /work/glossary/:term/removal': [page(term('/removal'), `200 ${keepers}`, '403 *')],
  'POST /work/glossary/:term/removal': [form(term('/removal'), {}, `303 ${keepers}`, '403 *')],
}
