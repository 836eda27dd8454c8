import { all, form, page, planForms, planPages, staleRows, work, type Roles } from './cases.ts'

const initiatives = {
  gaujiena: '/gaujienas-kopienas-virtuve',
  varska: '/varska-kasitootuba',
  smarde: '/smardes-muzikas-pecpusdienas',
}
const open = {
  viresi: '/viresu-kopienas-busins',
  meremae: '/meremae-kulakohvik',
  smarde: '/smardes-muzikas-pecpusdienas',
}
const none = { viresi: '', meremae: '', smarde: '' }

export const plansRoles: Roles = {
  'GET /parishes/:parish/plan': [...all('/en/parishes/gaujiena/plan'), ...all('/en/parishes/smarde/plan', 404)],
  'GET /parishes/:parish/plan/versions': [
    ...all('/en/parishes/varska/plan/versions'),
    ...all('/en/parishes/smarde/plan/versions', 404),
  ],
  'GET /parishes/:parish/plan/versions/:number': [
    ...all('/en/parishes/varska/plan/versions/1'),
    ...all('/en/parishes/varska/plan/versions/2', 404),
    ...all('/en/parishes/varska/plan/versions/x', 404),
  ],
  'GET /work/parishes/:parish/plan': planPages(''),
  'GET /work/parishes/:parish/plan/text': planPages('/text'),
  'GET /work/translations': [
    page('/en/work/translations', '200 ape engure setomaa alutaguse lead mentor auditor', '403 *'),
  ],
  'GET /work/parishes/:parish/plan/translation': planPages('/translation'),
  'GET /work/parishes/:parish/plan/translation/:section': [
    ...planPages('/translation/jobs'),
    page(`${work}/gaujiena/plan/translation/finance`, '404 *'),
  ],
  'GET /work/parishes/:parish/plan/translation/:section/:initiative': [
    ...planPages('/translation/finance', initiatives),
    // An initiative of another parish is not reached through one's own.
    page(`${work}/gaujiena/plan/translation/initiatives/varska-kasitootuba`, '404 *'),
  ],
  'POST /work/parishes/:parish/plan/translation/:section': planForms('/translation/jobs', none, 303),
  'POST /work/parishes/:parish/plan/translation/:section/:initiative': planForms('/translation/finance', open, 303),
  'GET /work/parishes/:parish/plan/initiatives': planPages('/initiatives'),
  'GET /work/parishes/:parish/plan/finance': planPages('/finance'),
  'GET /work/parishes/:parish/plan/:section': [
    ...planPages('/resources'),
    page(`${work}/gaujiena/plan/nothing`, '404 *'),
  ],
  'GET /work/parishes/:parish/plan/initiatives/:initiative': planPages('/initiatives', initiatives),
  'GET /work/parishes/:parish/plan/:section/:initiative': [
    ...planPages('/finance', initiatives),
    // An initiative of another parish is not reached through one's own.
    page(`${work}/gaujiena/plan/finance/varska-kasitootuba`, '404 *'),
  ],
  'POST /work/parishes/:parish/plan/beginning': [
    form(`${work}/alajoe/plan/beginning`, {}, '303 alutaguse', '403 lead auditor', '404 *'),
    form(`${work}/viresi/plan/beginning`, {}, '303 ape', '403 lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/submission': [
    form(`${work}/trapene/plan/submission`, {}, '303 ape', '403 lead auditor', '404 *'),
    form(`${work}/gaujiena/plan/submission`, {}, '303 ape', '403 lead mentor auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/withdrawal': [
    form(`${work}/smarde/plan/withdrawal`, {}, '303 engure', '403 lead auditor', '404 *'),
    form(`${work}/gaujiena/plan/withdrawal`, {}, '303 ape', '403 lead mentor auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/approval': [
    form(`${work}/smarde/plan/approval`, {}, '303 lead', '403 engure auditor', '404 *'),
    // Nobody approves what was not submitted.
    form(`${work}/viresi/plan/approval`, {}, '303 lead', '403 ape auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/return': [
    form(`${work}/smarde/plan/return`, { note: '' }, '422 lead', '403 engure auditor', '404 *'),
    form(`${work}/smarde/plan/return`, { note: 'Mend the sums' }, '303 lead', '403 engure auditor', '404 *'),
    form(`${work}/viresi/plan/return`, { note: 'Mend the sums' }, '303 lead', '403 ape auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/draft': [
    form(`${work}/gaujiena/plan/draft`, {}, '303 ape', '403 lead mentor auditor', '404 *'),
    form(`${work}/smarde/plan/draft`, {}, '303 engure', '403 lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/initiatives': planForms('/initiatives', none, 422),
  'POST /work/parishes/:parish/plan/:section': planForms('/jobs', none, 409, staleRows),
  'POST /work/parishes/:parish/plan/initiatives/:initiative': planForms('/initiatives', open, 422),
  'POST /work/parishes/:parish/plan/:section/:initiative': planForms('/finance', open, 409, staleRows),
}
