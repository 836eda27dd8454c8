import { describe, expect } from 'vitest'
import type { ExampleSigner } from '../../../../seeds/equipment/signed-container.ts'
import { photo, send } from '../../../support/files.ts'
import { bytes } from '../../../support/pdf.ts'
import type { Visitor } from '../../../support/portal.ts'
import { testOfDemo as test } from '../../../support/test.ts'
import { issueHandover, received, reviewProof, handoverRow } from '../handover-setup.ts'
import { containerOf } from './containers.ts'

const gives: ExampleSigner = { given: 'ILZE', family: 'PARAUDZIŅA', at: '2020-03-02T08:00:00Z' }
const takes: ExampleSigner = { given: 'JĀNIS', family: 'PIEMĒRS', at: '2020-03-02T09:30:00Z' }
const stranger: ExampleSigner = { given: 'SVEŠS', family: 'SVEŠINIEKS', at: '2020-03-02T09:45:00Z' }

const sendFile = (person: Visitor, handover: string, content: Buffer, name: string, fields = {}) =>
  send(person, `${handover}/proofs`, { fields, files: [['signed', content, name]] }).expect(303)

async function sendSignedBy(
  person: Visitor,
  handover: string,
  ...signers: (ExampleSigner & { organisation?: string })[]
) {
  const { body } = await person.get(`${handover}/act.pdf`).buffer(true).parse(bytes).expect(200)
  const document = { name: 'akts.pdf', content: body as Buffer }
  await sendFile(person, handover, containerOf({ program: 'EDOC 2.0', key: 'RSA' }, [document], signers), 'akts.edoc')
}
const sendScan = async (person: Visitor, handover: string) =>
  sendFile(person, handover, await photo(60, 80), 'scan.jpg', { compared: 'yes' })

describe('a handover', () => {
  test('is signed when both parties have, and waits while it is not known for whom somebody signed', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    const handover = await issueHandover(ape, await received(db))
    await sendSignedBy(ape, handover, stranger)
    expect((await handoverRow(db, handover)).state).toBe('issued')
    const page = await ape.get(handover)
    expect(page.text).toContain('this name is not on the act')
    expect(page.text).toContain('one of two signatures')
    for (const list of ['/en/work/equipment/acts', '/en/work'])
      expect((await ape.get(list)).text, list).toContain('one of two signatures')
    // The same person twice, by another key, is still one.
    await sendSignedBy(ape, handover, stranger)
    expect((await handoverRow(db, handover)).state).toBe('issued')
    await sendSignedBy(ape, handover, takes)
    // Who has a surname of two parts is not who has one of them.
    await sendSignedBy(ape, handover, { ...gives, family: `${gives.family}-Kalna` })
    await sendSignedBy(ape, handover, { ...gives, family: `${gives.family} Kalna` })
    expect((await handoverRow(db, handover)).state).toBe('issued')
    expect((await ape.get(handover)).text).toContain('The signature of who gives (Ilze Paraudziņa) is missing.')
    await sendSignedBy(ape, handover, { ...gives, given: 'ILZE ANNA' })
    expect((await handoverRow(db, handover)).state).toBe('signed')
    const { text } = await ape.get(handover)
    expect(text).toContain('name of who receives')
    expect(text).not.toContain('one of two signatures')
    expect(text).not.toContain('is missing')
  })

  test('is not signed by a person and the seal of the same party, and by a stranger once a second person says for whom', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    const handover = await issueHandover(ape, await received(db))
    const { givesOrganisation } = await db('handovers')
      .where({ id: handover.split('/').at(-1) })
      .first<{ givesOrganisation: string }>('givesOrganisation')
    expect(givesOrganisation).not.toBe('')
    const seal = { given: '', family: givesOrganisation, organisation: givesOrganisation, at: gives.at }
    await sendSignedBy(ape, handover, gives, seal)
    expect((await handoverRow(db, handover)).state).toBe('issued')
    const { text: sealed } = await ape.get(handover)
    expect(sealed).toContain('The signature of who receives (Jānis Piemērs) is missing.')
    expect(sealed).toContain('(e-seal of who gives)')
    const lead = await signedInAs('lead')
    expect((await reviewProof(lead, handover, 'confirm')).status).toBe(403)
    await reviewProof(ape, handover, 'withdraw', { because: 'Only one party.' })
    await sendSignedBy(ape, handover, gives, stranger)
    expect((await handoverRow(db, handover)).state).toBe('issued')
    expect((await ape.get(handover)).text).toContain('SVEŠS SVEŠINIEKS: this name is not on the act')
    expect((await reviewProof(ape, handover, 'confirm')).status).toBe(403)
    expect((await lead.get(handover)).text).toContain('It was signed for who receives')
    expect((await reviewProof(lead, handover, 'confirm')).status).toBe(303)
    expect((await handoverRow(db, handover)).state).toBe('signed')
  })

  test('is signed by a scan once somebody else than its sender has confirmed it', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const handover = await issueHandover(ape, await received(db))
    await sendScan(ape, handover)
    expect((await handoverRow(db, handover)).state).toBe('issued')
    expect((await ape.get(handover)).text).toContain('somebody else must confirm it')
    expect((await ape.get('/en/work')).text).toContain('scan to be confirmed')
    expect((await reviewProof(ape, handover, 'confirm')).status).toBe(403)
    const lead = await signedInAs('lead')
    expect((await lead.get(handover)).text).toContain('It is this act, with both signatures')
    expect((await reviewProof(lead, handover, 'confirm')).status).toBe(303)
    expect((await reviewProof(lead, handover, 'confirm')).status).toBe(303)
    expect((await handoverRow(db, handover)).state).toBe('signed')
    expect((await ape.get(handover)).text).toContain('Confirmed by a second person')
  })

  test('gets rid of a file that was wrong, with the reason, and stands as without it', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const handover = await issueHandover(ape, await received(db))
    await sendSignedBy(ape, handover, gives, takes, stranger)
    expect((await handoverRow(db, handover)).state).toBe('signed')
    expect((await reviewProof(ape, handover, 'withdraw', { because: '' })).status).toBe(422)
    expect((await reviewProof(await signedInAs('lead'), handover, 'withdraw', { because: 'x' })).status).toBe(403)
    expect((await reviewProof(ape, handover, 'withdraw', { because: 'It is another act.' })).status).toBe(303)
    expect(await handoverRow(db, handover)).toMatchObject({ state: 'issued', signedAt: null })
    const { text } = await ape.get(handover)
    expect(text).toContain('It is another act.')
    expect(text).not.toContain('SVEŠINIEKS')
    await sendSignedBy(ape, handover, gives, takes)
    expect((await handoverRow(db, handover)).state).toBe('signed')
  })
})
