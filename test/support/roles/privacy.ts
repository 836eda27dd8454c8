import { page, type Roles } from './cases.ts'

export const privacyRoles: Roles = {
  'GET /work/admin/records': [page('/en/work/admin/records', '200 admin lead auditor', '403 *')],
}
