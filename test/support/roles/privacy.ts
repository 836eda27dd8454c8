import { page, type Roles } from './cases.ts'

export const privacyRoles: Roles = {
  'GET /work/admin/reads': [page('/en/work/admin/reads', '200 admin auditor', '403 *')],
  'GET /work/admin/reads.csv': [page('/en/work/admin/reads.csv', '200 admin auditor', '403 *')],
  'GET /work/admin/records': [page('/en/work/admin/records', '200 admin lead auditor', '403 *')],
}
