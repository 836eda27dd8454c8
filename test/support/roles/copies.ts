import { form, page, work, type Roles } from './cases.ts'

const bus = `${work}/viresi/plan/initiatives/viresu-kopienas-busins/copy`

/** Beginning from what is written already, in plans that are open and in one that is not. */
export const copiesRoles: Roles = {
  'GET /work/parishes/:parish/plan/copies': [
    page(`${work}/viresi/plan/copies`, '200 ape', '403 lead auditor', '404 *'),
    page(`${work}/viresi/plan/copies?from=gaujiena`, '200 ape', '403 lead auditor', '404 *'),
    // Of a plan that was never approved nothing can be taken.
    page(`${work}/viresi/plan/copies?from=meremae`, '404 ape', '403 lead auditor', '404 *'),
    page(`${work}/smarde/plan/copies`, '409 engure', '403 lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/copies': [
    form(`${work}/viresi/plan/copies`, { from: 'gaujiena' }, '422 ape', '403 lead auditor', '404 *'),
    form(
      `${work}/viresi/plan/copies`,
      { from: 'gaujiena', initiative: 'gaujienas-audeju-darbnica' },
      '303 ape',
      '403 lead auditor',
      '404 *',
    ),
    form(`${work}/smarde/plan/copies`, { from: 'gaujiena' }, '409 engure', '403 lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/initiatives/:initiative/copy': [
    form(bus, {}, '303 ape', '403 lead auditor', '404 *'),
    // An initiative of another plan is taken over from its version in force only.
    form(bus.replace('viresu-kopienas-busins', 'meremae-kulakohvik'), {}, '404 ape', '403 lead auditor', '404 *'),
    form(
      `${work}/gaujiena/plan/initiatives/gaujienas-audeju-darbnica/copy`,
      {},
      '409 ape',
      '403 lead mentor auditor',
      '404 *',
    ),
  ],
}
