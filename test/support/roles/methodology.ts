import type { Db } from '#platform/db/connection.ts'
import { all, form, page, type Case, type Roles } from './cases.ts'

const common = '/en/work/methodology/common'
const readers = '200 lead ape engure setomaa alutaguse mentor auditor'

/** The first of a table's rows in one edition, at the address that `path` makes of it. */
const part = (table: 'methodologySections' | 'methodologyCriteria', edition: number, path: (id: string) => string) => {
  return async (db: Db) => {
    const { id } = await db(table)
      .join('methodologyVersions', 'methodologyVersions.id', `${table}.methodologyVersionId`)
      .where({ edition })
      .orderBy(`${table}.position`)
      .first<{ id: string }>(`${table}.id`)
    return `${common}/${edition}${path(id)}`
  }
}

type Place = (edition: number) => Case['to']
const whole =
  (tail: string): Place =>
  (edition) =>
    `${common}/${edition}${tail}`
const section =
  (tail = ''): Place =>
  (edition) =>
    part('methodologySections', edition, (id) => `/sections/${id}${tail}`)
const criterion =
  (tail = ''): Place =>
  (edition) =>
    part('methodologyCriteria', edition, (id) => `/criteria/${id}${tail}`)

// The first edition is in force and changed by nobody; the second is the lead partner's draft.
const changing = (place: Place, answer: string, body: Record<string, string> = {}) => [
  form(place(2), body, `${answer} lead`, '403 *'),
  form(place(1), body, '409 lead', '403 *'),
]
const opening = (place: Place) => [page(place(2), '200 lead', '403 *'), page(place(1), '403 *')]

export const methodologyRoles: Roles = {
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
  'GET /work/methodology/:family/:edition/changes': [page(`${common}/2/changes`, readers, '403 *')],
  'POST /work/methodology/:family/:edition/draft': [
    form(`${common}/1/draft`, {}, '303 lead', '403 *'),
    form(`${common}/2/draft`, {}, '403 *'),
  ],
  'POST /work/methodology/:family/:edition/publication': changing(whole('/publication'), '422', { version: '1' }),
  'GET /work/methodology/:family/:edition/title': opening(whole('/title')),
  'POST /work/methodology/:family/:edition/title': changing(whole('/title'), '422'),
  'GET /work/methodology/:family/:edition/removal': opening(whole('/removal')),
  'POST /work/methodology/:family/:edition/removal': changing(whole('/removal'), '303'),
  'POST /work/methodology/:family/:edition/sections': changing(whole('/sections'), '303', { title: 'More' }),
  'GET /work/methodology/:family/:edition/sections/:section': opening(section()),
  'POST /work/methodology/:family/:edition/sections/:section': changing(section(), '422'),
  'POST /work/methodology/:family/:edition/sections/:section/up': changing(section('/up'), '303'),
  'POST /work/methodology/:family/:edition/sections/:section/down': changing(section('/down'), '303'),
  'GET /work/methodology/:family/:edition/sections/:section/removal': opening(section('/removal')),
  'POST /work/methodology/:family/:edition/sections/:section/removal': changing(section('/removal'), '303'),
  'POST /work/methodology/:family/:edition/sections/:section/criteria': changing(section('/criteria'), '422'),
  'GET /work/methodology/:family/:edition/criteria/:criterion': opening(criterion()),
  'POST /work/methodology/:family/:edition/criteria/:criterion': changing(criterion(), '422'),
  'POST /work/methodology/:family/:edition/criteria/:criterion/up': changing(criterion('/up'), '303'),
  'POST /work/methodology/:family/:edition/criteria/:criterion/down': changing(criterion('/down'), '303'),
  'GET /work/methodology/:family/:edition/criteria/:criterion/removal': opening(criterion('/removal')),
  'POST /work/methodology/:family/:edition/criteria/:criterion/removal': changing(criterion('/removal'), '303'),
}
