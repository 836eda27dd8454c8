import { form, inParish, page, work, type Roles } from './cases.ts'

const resource =
  (parish: string, path = '') =>
  async (db: Parameters<typeof inParish>[0]) => {
    const { id } = await db('resources').whereIn('parishId', inParish(db, parish)).first<{ id: string }>('id')
    return `${work}/${parish}/resources/${id}${path}`
  }

const readersOfApe = '200 ape lead mentor auditor'
const refusedInApe = '403 lead mentor auditor'
const ofVarskaInGaujiena = async (db: Parameters<typeof inParish>[0]) =>
  (await resource('varska')(db)).replace('varska', 'gaujiena')

export const resourcesRoles: Roles = {
  'GET /work/parishes/:parish/resources': [
    page(`${work}/gaujiena/resources`, readersOfApe, '404 *'),
    page(`${work}/varska/resources`, '200 setomaa lead mentor auditor', '404 *'),
    page(`${work}/smarde/resources`, '200 engure lead auditor', '404 *'),
    page(`${work}/nowhere/resources`, '404 *'),
  ],
  'GET /work/parishes/:parish/resources/new': [
    page(`${work}/gaujiena/resources/new`, '200 ape', refusedInApe, '404 *'),
    page(`${work}/smarde/resources/new`, '200 engure', '403 lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/resources/new': [
    form(`${work}/gaujiena/resources/new`, {}, '422 ape', refusedInApe, '404 *'),
    form(`${work}/smarde/resources/new`, {}, '422 engure', '403 lead auditor', '404 *'),
  ],
  'GET /work/parishes/:parish/resources/:resource': [
    page(resource('gaujiena'), readersOfApe, '404 *'),
    page(resource('varska'), '200 setomaa lead mentor auditor', '404 *'),
    // A resource of another parish is not reached through one's own.
    page(ofVarskaInGaujiena, '404 *'),
  ],
  'POST /work/parishes/:parish/resources/:resource': [
    form(resource('gaujiena'), {}, '422 ape', refusedInApe, '404 *'),
    form(ofVarskaInGaujiena, {}, refusedInApe, '404 *'),
  ],
  'GET /work/parishes/:parish/resources/:resource/gone': [
    page(resource('gaujiena', '/gone'), '200 ape', refusedInApe, '404 *'),
  ],
  'POST /work/parishes/:parish/resources/:resource/gone': [
    form(resource('gaujiena', '/gone'), {}, '303 ape', refusedInApe, '404 *'),
  ],
  'POST /work/parishes/:parish/resources/:resource/back': [
    form(resource('gaujiena', '/back'), {}, '303 ape', refusedInApe, '404 *'),
  ],
}
