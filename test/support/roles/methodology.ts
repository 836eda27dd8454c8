import type { Db } from '#db/db.ts'
import { all, form, page, type Case } from './cases.ts'

const common = '/en/work/methodology/common'
const readers = '200 lead ape engure setomaa alutaguse mentor auditor'

/** The first section of the edition in force, and its first criterion, at the address that `path` makes of it. */
const part =
  (table: 'methodologySections' | 'criteria', path: (id: string) => string, state = 'published') =>
  async (db: Db) => {
    const { id } = await db(table)
      .join('methodologyVersions', 'methodologyVersions.id', `${table}.methodologyVersionId`)
      .where({ state })
      .orderBy(`${table}.position`)
      .first<{ id: string }>(`${table}.id`)
    return `${common}/1${path(id)}`
  }

const section = (tail = '') => part('methodologySections', (id) => `/sections/${id}${tail}`)
const criterion = (tail = '') => part('criteria', (id) => `/criteria/${id}${tail}`)

// What is in force is not changed by anybody: the lead partner's form comes back, everybody else may not send one.
const kept = (to: Case['to'], body: Record<string, string> = {}) => [form(to, body, '409 lead', '403 *')]
const closed = (to: Case['to']) => [page(to, '403 *')]

export const methodologyRoles: Record<string, Case[]> = {
  'GET /methodology': all('/en/methodology'),
  'GET /work/methodology': [page('/en/work/methodology', readers, '403 *')],
  'POST /work/methodology': [
    form('/en/work/methodology', { title: '' }, '422 lead', '403 *'),
    form('/en/work/methodology', { title: 'Youth' }, '303 lead', '403 *'),
  ],
  'GET /work/methodology/import': [page('/en/work/methodology/import', '200 lead', '403 *')],
  'POST /work/methodology/import': [form('/en/work/methodology/import', { file: '{' }, '422 lead', '403 *')],
  'GET /work/methodology/:family/:edition': [
    page(`${common}/1`, readers, '403 *'),
    page(`${common}/9`, '404 lead ape engure setomaa alutaguse mentor auditor', '403 *'),
    page(`${common}/x`, '404 lead ape engure setomaa alutaguse mentor auditor', '403 *'),
  ],
  'GET /work/methodology/:family/:edition/export.json': [page(`${common}/1/export.json`, readers, '403 *')],
  'GET /work/methodology/:family/:edition/changes': [
    page(`${common}/1/changes`, '404 lead ape engure setomaa alutaguse mentor auditor', '403 *'),
  ],
  'POST /work/methodology/:family/:edition/draft': [form(`${common}/1/draft`, {}, '303 lead', '403 *')],
  'POST /work/methodology/:family/:edition/publication': kept(`${common}/1/publication`, { version: '1' }),
  'GET /work/methodology/:family/:edition/title': closed(`${common}/1/title`),
  'POST /work/methodology/:family/:edition/title': kept(`${common}/1/title`),
  'GET /work/methodology/:family/:edition/removal': closed(`${common}/1/removal`),
  'POST /work/methodology/:family/:edition/removal': kept(`${common}/1/removal`),
  'POST /work/methodology/:family/:edition/sections': kept(`${common}/1/sections`, { title: 'More' }),
  'GET /work/methodology/:family/:edition/sections/:section': closed(section()),
  'POST /work/methodology/:family/:edition/sections/:section': kept(section()),
  'POST /work/methodology/:family/:edition/sections/:section/up': kept(section('/up')),
  'POST /work/methodology/:family/:edition/sections/:section/down': kept(section('/down')),
  'GET /work/methodology/:family/:edition/sections/:section/removal': closed(section('/removal')),
  'POST /work/methodology/:family/:edition/sections/:section/removal': kept(section('/removal')),
  'POST /work/methodology/:family/:edition/sections/:section/criteria': kept(section('/criteria')),
  'GET /work/methodology/:family/:edition/criteria/:criterion': closed(criterion()),
  'POST /work/methodology/:family/:edition/criteria/:criterion': kept(criterion()),
  'POST /work/methodology/:family/:edition/criteria/:criterion/up': kept(criterion('/up')),
  'POST /work/methodology/:family/:edition/criteria/:criterion/down': kept(criterion('/down')),
  'GET /work/methodology/:family/:edition/criteria/:criterion/removal': closed(criterion('/removal')),
  'POST /work/methodology/:family/:edition/criteria/:criterion/removal': kept(criterion('/removal')),
}
