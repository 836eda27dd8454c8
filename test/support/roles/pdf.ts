import { all, planPages, type Roles } from './cases.ts'

export const pdfRoles: Roles = {
  'GET /parishes/:parish/plan.pdf': [
    ...all('/en/parishes/gaujiena/plan.pdf'),
    ...all('/en/parishes/smarde/plan.pdf', 404),
  ],
  'GET /parishes/:parish/poster.pdf': [
    ...all('/en/parishes/varska/poster.pdf'),
    ...all('/en/parishes/smarde/poster.pdf', 404),
  ],
  'GET /parishes/:parish/plan/versions/:number/plan.pdf': [
    ...all('/en/parishes/varska/plan/versions/1/plan.pdf'),
    ...all('/en/parishes/varska/plan/versions/2/plan.pdf', 404),
    ...all('/en/parishes/varska/plan/versions/x/plan.pdf', 404),
  ],
  'GET /work/parishes/:parish/plan/draft.pdf': planPages('/draft.pdf'),
  'GET /work/parishes/:parish/plan/poster.pdf': planPages('/poster.pdf'),
}
