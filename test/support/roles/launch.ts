import { form, page, type Roles } from './cases.ts'

const approved = '/en/initiatives/gaujienas-audeju-darbnica'
const ready = '/en/initiatives/gaujienas-paligs-majas'
const launched = '/en/initiatives/varska-seto-koogi-opitoad'
const operating = '/en/initiatives/gaujienas-kopienas-virtuve'
const paused = '/en/initiatives/varska-leelo-ja-pillituba'
const inDraft = '/en/initiatives/viresu-kopienas-busins'

/** The steps of an initiative from an approved plan to its end, in a territory of one's own and in another. */
export const launchesRoles: Roles = {
  'GET /work/readiness': [page('/en/work/readiness', '200 lead ape engure setomaa alutaguse mentor auditor', '403 *')],
  'POST /work/readiness': [form('/en/work/readiness', { required: 'needs' }, '409 lead', '403 *')],
  'POST /initiatives/:initiative/readiness': [
    // The gate is closed: advice is missing.
    form(`${approved}/readiness`, {}, '422 ape', '403 *'),
    form(`${inDraft}/readiness`, {}, '403 ape lead auditor', '404 *'),
  ],
  'POST /initiatives/:initiative/launch': [
    form(`${ready}/launch`, { launchedOn: '01.03.2020' }, '303 ape gaujiena', '403 *'),
    form(`${approved}/launch`, { launchedOn: '01.03.2020' }, '403 *'),
  ],
  'POST /initiatives/:initiative/launch/confirmation': [
    form(`${ready}/launch/confirmation`, {}, '303 lead', '403 *'),
    form(`${approved}/launch/confirmation`, {}, '403 *'),
  ],
  'POST /initiatives/:initiative/launch/return': [
    form(`${ready}/launch/return`, { note: '' }, '422 lead', '403 *'),
    form(`${ready}/launch/return`, { note: 'Another day' }, '303 lead', '403 *'),
  ],
  'POST /initiatives/:initiative/operation': [
    form(`${launched}/operation`, {}, '303 setomaa', '403 *'),
    form(`${paused}/operation`, {}, '303 setomaa', '403 *'),
    form(`${approved}/operation`, {}, '403 *'),
  ],
  'POST /initiatives/:initiative/pause': [
    form(`${operating}/pause`, { pauseReason: 'No heating' }, '303 ape', '403 *'),
    form(`${launched}/pause`, { pauseReason: 'No heating' }, '403 *'),
  ],
  'POST /initiatives/:initiative/closing': [
    form(`${operating}/closing`, { closeReason: '' }, '422 ape', '403 *'),
    form(`${launched}/closing`, { closeReason: 'Nobody came' }, '303 setomaa', '403 *'),
    form(`${approved}/closing`, { closeReason: 'Nobody came' }, '403 *'),
  ],
}
