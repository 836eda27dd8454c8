import type { Db } from '#platform/db/connection.ts'
import { form, page, type Roles } from './cases.ts'

const nobody = '00000000-0000-4000-8000-000000000000'

const letter =
  (state: string, rest = '') =>
  async (db: Db) => {
    const facts = {
      once: 'roles',
      recipient: 'reader@example.org',
      locale: 'lv',
      subject: 'Vēstule',
      parts: '["Teksts"]',
    }
    const [{ id }] = await db('mailMessages')
      .insert({ ...facts, state })
      .onConflict(['once', 'recipient'])
      .merge(['state'])
      .returning('id')
    return `/en/work/admin/letters/${id as string}${rest}`
  }

export const mailRoles: Roles = {
  'GET /work/admin/letters': [page('/en/work/admin/letters', '200 admin', '403 *')],
  'GET /work/admin/letters/:message': [
    page(letter('kept'), '200 admin', '403 *'),
    page(`/en/work/admin/letters/${nobody}`, '404 admin', '403 *'),
  ],
  'POST /work/admin/letters/:message/again': [
    form(letter('failed', '/again'), {}, '303 admin', '403 *'),
    form(letter('waiting', '/again'), {}, '403 *'),
  ],
}
