import type { Db } from '#platform/db/connection.ts'
import { keptFile } from '../files.ts'
import { form, page, type Roles } from './cases.ts'

const base = '/en/work/equipment/acts'
const terms = '/en/work/equipment/terms'

/** A handover of the story: whose, and how it stands. */
const handover =
  (territory: string, state: string, path = '') =>
  async (db: Db) => {
    const row = await db('handovers')
      .join('territories', 'territories.id', 'territoryId')
      .where({ slug: territory, state, type: 'handover' })
      .orderBy('number')
      .first<{ id: string }>('handovers.id')
    return `${base}/${row.id}${path}`
  }

const versionOf =
  (territory: string, state: string, body: Record<string, string> = {}) =>
  async (db: Db) => {
    const id = (await handover(territory, state)(db)).split('/').at(-1)
    const { version } = await db('handovers').where({ id }).first<{ version: number }>('version')
    return { ...body, version: String(version) }
  }

const readers = '200 ape lead auditor'
const others = '403 lead auditor'
const standing = '403 lead auditor mentor gaujiena'

/** A scan that came back for the signed handover, whose bytes are kept. */
const proof = async (db: Db) => {
  const at = await handover('ape', 'signed')(db)
  const { id: fileId } = await keptFile(db, 'document')
  const scan = { handoverId: at.split('/').at(-1), fileId, kind: 'scan', matches: true, sentAt: '2020-03-01T10:00:00Z' }
  const [{ id }] = (await db('handoverProofs').insert(scan).returning('id')) as [{ id: string }]
  return `${at}/proofs/${id}`
}

export const handoversRoles: Roles = {
  'GET /work/equipment/acts': [
    page(base, '200 ape engure setomaa alutaguse lead auditor mentor gaujiena varska', '404 *'),
  ],
  'GET /work/equipment/acts/new': [
    page(`${base}/new`, '200 ape engure setomaa alutaguse', '403 lead auditor mentor gaujiena varska', '404 *'),
    page(
      `${base}/new?initiative=gaujienas-kopienas-virtuve`,
      '200 ape',
      '403 engure setomaa alutaguse lead auditor mentor gaujiena varska',
      '404 *',
    ),
    page(
      async (db) => `${base}/new?type=return&from=${(await handover('ape', 'signed')(db)).split('/').at(-1)}`,
      '200 ape',
      '404 *',
    ),
  ],
  'POST /work/equipment/acts/new': [
    form(
      `${base}/new`,
      { initiative: 'gaujienas-kopienas-virtuve' },
      '422 ape',
      '403 engure setomaa alutaguse lead auditor mentor gaujiena varska',
      '404 *',
    ),
  ],
  'GET /work/equipment/acts/:handover': [
    page(handover('ape', 'draft'), readers, '404 *'),
    page(handover('ape', 'signed'), '200 ape lead auditor mentor gaujiena', '404 *'),
    page(handover('engure', 'draft'), '200 engure lead auditor', '404 *'),
  ],
  'GET /work/equipment/acts/:handover/edit': [page(handover('ape', 'draft', '/edit'), '200 ape', others, '404 *')],
  'POST /work/equipment/acts/:handover/edit': [form(handover('ape', 'draft', '/edit'), {}, '422 ape', others, '404 *')],
  'GET /work/equipment/acts/:handover/act.pdf': [
    page(handover('ape', 'draft', '/act.pdf'), readers, '404 *'),
    // Those who may read it are told that its bytes are not there: the story told to tests keeps none.
    page(handover('ape', 'signed', '/act.pdf'), '503 ape lead auditor gaujiena', '404 *'),
  ],
  'POST /work/equipment/acts/:handover/issue': [
    form(handover('ape', 'draft', '/issue'), versionOf('ape', 'draft'), '422 ape', others, '404 *'),
    form(handover('engure', 'draft', '/issue'), versionOf('engure', 'draft'), '422 engure', others, '404 *'),
  ],
  'POST /work/equipment/acts/:handover/override-request': [
    form(handover('engure', 'draft', '/override-request'), versionOf('engure', 'draft'), '303 engure', others, '404 *'),
  ],
  'POST /work/equipment/acts/:handover/override': [
    form(
      handover('ape', 'draft', '/override'),
      versionOf('ape', 'draft', { reason: 'Needed' }),
      '303 lead',
      '403 ape auditor',
      '404 *',
    ),
    // The lead partner grants only what was asked for.
    form(
      handover('engure', 'draft', '/override'),
      versionOf('engure', 'draft', { reason: 'Needed' }),
      '403 engure lead auditor',
      '404 *',
    ),
  ],
  'POST /work/equipment/acts/:handover/discard': [
    form(handover('ape', 'draft', '/discard'), versionOf('ape', 'draft'), '303 ape', others, '404 *'),
  ],
  'POST /work/equipment/acts/:handover/void': [
    // Whoever issued it does not make it void.
    form(
      handover('ape', 'signed', '/void'),
      versionOf('ape', 'signed', { reason: 'Wrong' }),
      '303 lead',
      '403 ape auditor mentor gaujiena',
      '404 *',
    ),
  ],
  'POST /work/equipment/acts/:handover/receipt': [
    form(
      handover('ape', 'issued', '/receipt'),
      versionOf('ape', 'issued'),
      '303 gaujiena',
      '403 ape lead auditor mentor',
      '404 *',
    ),
  ],
  'POST /work/equipment/acts/:handover/proofs': [
    form(handover('ape', 'issued', '/proofs'), {}, '422 ape', standing, '404 *'),
  ],
  'GET /work/equipment/acts/:handover/proofs/:proof': [
    page(proof, '200 ape lead auditor gaujiena', '404 *'),
    page(handover('ape', 'signed', '/proofs/nothing'), '404 *'),
  ],
  'POST /work/equipment/acts/:handover/proofs/:proof/confirm': [
    form(async (db) => `${await proof(db)}/confirm`, {}, '303 ape lead gaujiena', '403 auditor', '404 *'),
  ],
  'POST /work/equipment/acts/:handover/proofs/:proof/withdraw': [
    form(
      async (db) => `${await proof(db)}/withdraw`,
      { because: 'Another act’s' },
      '303 ape',
      '403 lead auditor gaujiena',
      '404 *',
    ),
  ],
  'GET /work/equipment/terms': [
    page(terms, '200 ape engure setomaa alutaguse lead auditor mentor gaujiena varska', '404 *'),
  ],
  'GET /work/equipment/terms/:kind': [
    page(`${terms}/loan`, '200 lead', '403 ape engure setomaa alutaguse auditor mentor gaujiena varska', '404 *'),
    page(`${terms}/nothing`, '404 *'),
  ],
  'POST /work/equipment/terms/:kind': [
    form(
      `${terms}/ownership`,
      {},
      '422 lead',
      '403 ape engure setomaa alutaguse auditor mentor gaujiena varska',
      '404 *',
    ),
  ],
}
