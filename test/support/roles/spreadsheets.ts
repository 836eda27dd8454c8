import { form, page, planPages, work, type Roles } from './cases.ts'

const slugs = {
  gaujiena: '/gaujienas-kopienas-virtuve',
  varska: '/varska-kasitootuba',
  smarde: '/smardes-muzikas-pecpusdienas',
}
const pagesOf = (path: string) =>
  planPages('/finance', { gaujiena: slugs.gaujiena + path, varska: slugs.varska + path, smarde: slugs.smarde + path })

const sheet = (parish: string, slug: string) => `${work}/${parish}/plan/finance/${slug}/sheet`

export const sheetsRoles: Roles = {
  'GET /work/parishes/:parish/plan/finance.xlsx': planPages('/finance.xlsx'),
  'GET /work/parishes/:parish/plan/finance.csv': planPages('/finance.csv'),
  'GET /work/parishes/:parish/plan/finance/:initiative/lines.xlsx': pagesOf('/lines.xlsx'),
  'GET /work/parishes/:parish/plan/finance/:initiative/lines.csv': pagesOf('/lines.csv'),
  'GET /work/parishes/:parish/plan/finance/:initiative/sheet': [
    ...pagesOf('/sheet'),
    page(sheet('gaujiena', 'varska-kasitootuba'), '404 *'),
  ],
  'POST /work/parishes/:parish/plan/finance/:initiative/sheet': [
    form(sheet('viresi', 'viresu-kopienas-busins'), {}, '422 ape', '403 lead auditor', '404 *'),
    form(sheet('smarde', 'smardes-muzikas-pecpusdienas'), {}, '409 engure', '403 lead auditor', '404 *'),
  ],
}
