import { only } from '#platform/web/routes.ts'

/** Who opens the pages on which visits are planned; each page says what they may do there. */
export const visitStaff = only('partner', 'lead', 'auditor')
