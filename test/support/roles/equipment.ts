import { all, form, page, type Case, type Roles } from './cases.ts'

type Db = Exclude<Case['to'], string> extends (db: infer D) => unknown ? D : never

const base = '/en/work/equipment'
const everyone = '200 ape engure setomaa alutaguse lead mentor gaujiena varska auditor'
const partners = '200 ape engure setomaa alutaguse'

/** A thing of the story: with an initiative of Gaujiena, with one of Värska, and one that Ape keeps. */
const things = { gaujiena: 'ape-0001', varska: 'setomaa-0001', kept: 'ape-0003', planned: 'ape-0011' }
const item = (label: string, path = '') => `${base}/items/${label}${path}`

const readers = {
  gaujiena: '200 ape lead mentor gaujiena auditor',
  varska: '200 setomaa lead mentor varska auditor',
  kept: '200 ape lead auditor',
}
const refused = {
  gaujiena: '403 lead mentor gaujiena auditor',
  varska: '403 lead mentor varska auditor',
  kept: '403 lead auditor',
}

const ownPages = (path: string): Case[] => [
  page(item(things.gaujiena, path), '200 ape', refused.gaujiena, '404 *'),
  page(item(things.varska, path), '200 setomaa', refused.varska, '404 *'),
]

const ownForms = (path: string, body: Record<string, string>, done: number): Case[] => [
  form(item(things.gaujiena, path), body, `${done} ape`, refused.gaujiena, '404 *'),
  form(item(things.varska, path), body, `${done} setomaa`, refused.varska, '404 *'),
]

const fileOf = (label: string, path: string) => async (db: Db) => {
  const { id } = await db('files').where({ name: 'emblem.png' }).first<{ id: string }>('id')
  return item(label, `/files/${id}${path}`)
}

const material = (label: string, path = '') => `${base}/materials/${label}${path}`
const refusedOfApe = '403 lead auditor'

export const equipmentRoles: Roles = {
  'GET /work/equipment': [page(base, everyone, '404 *')],
  'GET /work/equipment/new': [page(`${base}/new`, partners, '403 lead mentor gaujiena varska auditor', '404 *')],
  'POST /work/equipment/new': [
    form(`${base}/new`, {}, '422 ape engure setomaa alutaguse', '403 lead mentor gaujiena varska auditor', '404 *'),
  ],
  'GET /work/equipment/inventory.xlsx': [page(`${base}/inventory.xlsx`, everyone, '404 *')],
  'GET /work/equipment/inventory.csv': [page(`${base}/inventory.csv`, everyone, '404 *')],
  'GET /work/equipment/labels.pdf': [
    page(`${base}/labels.pdf?item=${things.gaujiena}`, readers.gaujiena, '404 *'),
    page(`${base}/labels.pdf?item=nothing`, '404 *'),
  ],
  'GET /work/equipment/inspections': [page(`${base}/inspections`, everyone, '404 *')],
  'GET /work/equipment/items/:item': [
    page(item(things.gaujiena), readers.gaujiena, '404 *'),
    page(item(things.varska), readers.varska, '404 *'),
    page(item(things.kept), readers.kept, '404 *'),
    page(item('ape-9999'), '404 *'),
    page(item('ape-1'), '404 *'),
  ],
  'GET /work/equipment/items/:item/edit': ownPages('/edit'),
  'POST /work/equipment/items/:item/edit': ownForms('/edit', {}, 422),
  'POST /work/equipment/items/:item/copies': ownForms('/copies', {}, 422),
  'GET /work/equipment/items/:item/photos': ownPages('/photos'),
  'POST /work/equipment/items/:item/photos': ownForms('/photos', {}, 303),
  'GET /work/equipment/items/:item/files/:file': [
    page(fileOf(things.kept, ''), '200 ape lead auditor', '404 *'),
    page(item(things.kept, '/files/nothing'), '404 *'),
  ],
  'GET /work/equipment/items/:item/files/:file/small': [
    page(fileOf(things.kept, '/small'), '200 ape lead auditor', '404 *'),
  ],
  'GET /work/equipment/items/:item/steps/:step': [
    page(item(things.gaujiena, '/steps/damage'), '200 ape', refused.gaujiena, '404 *'),
    // What cannot be said of it now leads back to its page.
    page(item(things.gaujiena, '/steps/receipt'), '303 ape', refused.gaujiena, '404 *'),
    page(item(things.gaujiena, '/steps/nothing'), '404 *'),
  ],
  'POST /work/equipment/items/:item/steps/:step': [
    ...ownForms('/steps/damage', {}, 422),
    form(item(things.gaujiena, '/steps/receipt'), {}, '409 ape', refused.gaujiena, '404 *'),
  ],
  'GET /work/equipment/items/:item/inspections/new': [
    page(item(things.gaujiena, '/inspections/new'), '200 ape gaujiena', '403 lead mentor auditor', '404 *'),
    page(item(things.planned, '/inspections/new'), refused.kept, '403 ape', '404 *'),
  ],
  'POST /work/equipment/items/:item/inspections/new': [
    form(item(things.gaujiena, '/inspections/new'), {}, '422 ape gaujiena', '403 lead mentor auditor', '404 *'),
    form(item(things.planned, '/inspections/new'), {}, refused.kept, '403 ape', '404 *'),
  ],
  'GET /work/equipment/materials': [
    page(`${base}/materials`, '200 ape engure setomaa alutaguse lead auditor', '404 *'),
  ],
  'GET /work/equipment/materials/new': [page(`${base}/materials/new`, partners, '403 lead auditor', '404 *')],
  'POST /work/equipment/materials/new': [
    form(`${base}/materials/new`, {}, '422 ape engure setomaa alutaguse', '403 lead auditor', '404 *'),
  ],
  'GET /work/equipment/materials/:material': [
    page(material('ape-m0001'), readers.kept, '404 *'),
    page(material('setomaa-m0001'), '200 setomaa lead auditor', '404 *'),
    page(material('ape-m9999'), '404 *'),
  ],
  'GET /work/equipment/materials/:material/edit': [
    page(material('ape-m0001', '/edit'), '200 ape', refusedOfApe, '404 *'),
  ],
  'POST /work/equipment/materials/:material/edit': [
    form(material('ape-m0001', '/edit'), {}, '422 ape', refusedOfApe, '404 *'),
  ],
  'POST /work/equipment/materials/:material/moves': [
    form(material('ape-m0001', '/moves'), {}, '422 ape', refusedOfApe, '404 *'),
  ],
  'GET /equipment/:label': [
    ...all('/en/equipment/ape-0001'),
    { to: '/en/equipment/ape-0011', answers: [readers.kept, '404 *'] },
    ...all('/en/equipment/nothing', 404),
  ],
}
