import { createHash } from 'node:crypto'
import { describe, expect } from 'vitest'
import { signedContainer, type ExampleSigner } from '../../../../seeds/equipment/signed-container.ts'
import { asice } from '../../../platform/files/raw-zip.ts'
import { pdf, photo, send } from '../../../support/files.ts'
import { bytes, reading } from '../../../support/pdf.ts'
import type { Visitor } from '../../../support/portal.ts'
import { testOfDemo as test } from '../../../support/test.ts'
import { draftHandover, issueHandover, received, reviewProof, handoverRow, step } from '../handover-setup.ts'

const printed = async (person: Visitor, handover: string): Promise<Buffer> =>
  (await person.get(`${handover}/act.pdf`).buffer(true).parse(bytes).expect(200)).body as Buffer

const signers: ExampleSigner[] = [
  { given: 'MARI-LIIS', family: 'NÄIDIS', code: '47101010033', at: '2020-03-02T08:00:00Z' },
  { given: 'JĀNIS', family: 'PIEMĒRS', at: '2020-03-02T09:30:00Z' },
]
const proofs = (person: Visitor, handover: string, content: Buffer, name: string, fields = {}) =>
  send(person, `${handover}/proofs`, { fields, files: [['signed', content, name]] })

const letters = 'ā č ē ģ ī ķ ļ ņ š ū ž õ ä ö ü'

describe('the paper of a handover', () => {
  test('has every letter of both languages, tagged, the same bytes each time, and the SHA-256 that is kept', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    const name = { source: 'lv' as const, lv: `Ķērnes ${letters}`, et: `Tõstuk ${letters}`, en: 'Lift' }
    const items = await received(db, 30, { name, funding: 'other' })
    const handover = await issueHandover(ape, items, { pair: 'lv-et', takesRole: 'juhatuse liige Õ' })
    const [first, second] = [await printed(ape, handover), await printed(ape, handover)]
    expect(first.equals(second)).toBe(true)
    expect((await handoverRow(db, handover)).pdfSha256).toBe(createHash('sha256').update(first).digest('hex'))
    const read = await reading(first)
    expect(read.isTagged).toBe(true)
    expect(read.info['Title']).toContain('Pieņemšanas un nodošanas akts')
    for (const words of [
      `Ķērnes ${letters}`,
      `Tõstuk ${letters}`,
      'Üleandmise-vastuvõtmise akt',
      'Patapinājuma noteikumi',
    ])
      expect(read.text).toContain(words)
    for (const once of ['Pušu paraksti / Poolte allkirjad', 'Jānis Piemērs', 'juhatuse liige Õ'])
      expect(read.text.split(once)).toHaveLength(2)
    expect(read.text).toContain('Eiropas Savienība / Euroopa Liit')
    // The number at the foot is on the page too, under a name of its own.
    const foot = /[0-9a-f]{64}/.exec(read.text.replaceAll(/\s/g, ''))?.[0] ?? 'none'
    const page = (await ape.get(handover)).text
    expect(page).toContain(`<dt>Checksum at the foot of the act (SHA-256)</dt><dd><code class="fingerprint">${foot}`)
  })

  test('is marked as a draft until it is issued', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const handover = await draftHandover(ape, await received(db), { pair: 'et-en' })
    const read = await reading(await printed(ape, handover))
    expect(read.text).toContain('mustand / draft')
  })
})

describe('a signed handover that comes back', () => {
  test('in a container is compared with the one that was issued, and its signers are read without their codes', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    const handover = await issueHandover(ape, await received(db))
    const container = signedContainer([{ name: 'akts ā.pdf', content: await printed(ape, handover) }], signers)
    await proofs(ape, handover, container, 'akts.edoc').expect(303)
    const page = await ape.get(handover).expect(200)
    for (const words of [
      'The PDF inside is the one that was issued.',
      'MARI-LIIS NÄIDIS',
      'JĀNIS PIEMĒRS',
      'Signature read',
      'Example certificates',
    ])
      expect(page.text).toContain(words)
    expect(page.text).not.toContain('47101010033')
    expect(JSON.stringify(await db('handoverProofs').select('reading'))).not.toContain('47101010033')
    expect(page.text).not.toMatch(/legally valid|valid signature/i)
    // Mari-Liis is not on the act: a second person says for whom she signed.
    expect((await handoverRow(db, handover)).state).toBe('issued')
    expect((await reviewProof(await signedInAs('lead'), handover, 'confirm')).status).toBe(303)
    expect((await handoverRow(db, handover)).state).toBe('signed')
    const proof = /proofs\/([0-9a-f-]{36})/.exec(page.text)?.[1]
    const back = await ape.get(`${handover}/proofs/${proof}`).buffer(true).parse(bytes).expect(200)
    expect((back.body as Buffer).equals(container)).toBe(true)
    await (await signedInAs('setomaa')).get(`${handover}/proofs/${proof}`).expect(404)
  })

  test('with another PDF inside is said to differ, and signs nothing', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const [handover, other] = [
      await issueHandover(ape, await received(db)),
      await issueHandover(ape, await received(db)),
    ]
    const container = signedContainer([{ name: 'act.pdf', content: await printed(ape, other) }], signers)
    await proofs(ape, handover, container, 'act.asice').expect(303)
    const page = await ape.get(handover).expect(200)
    expect(page.text).toContain('does not contain the PDF that was issued')
    expect(page.text).toContain('Signature of another file')
    expect((await handoverRow(db, handover)).state).toBe('issued')
  })

  test('whose signature was taken from another file, or broken, signs nothing', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const handover = await issueHandover(ape, await received(db))
    const paper = await printed(ape, handover)
    const good = signedContainer([{ name: 'act.pdf', content: paper }], signers.slice(0, 1)).toString('latin1')
    const value = /<ds:SignatureValue>(.)/.exec(good)?.[1] ?? ''
    const broken = good.replace(`<ds:SignatureValue>${value}`, `<ds:SignatureValue>${value === 'A' ? 'B' : 'A'}`)
    const xml = /<\?xml[\s\S]*XAdESSignatures>/.exec(good)?.[0] ?? ''
    const twice = xml.replace(
      '<ds:Signature ',
      `${/<ds:SignedInfo>[\s\S]*?<\/ds:SignedInfo>/.exec(xml)?.[0]}<ds:Signature `,
    )
    const defined = xml.replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>')
    const containers = [
      Buffer.from(broken, 'latin1'),
      asice({ name: 'act.pdf', content: paper }, { name: 'META-INF/signatures1.xml', content: twice }),
      asice({ name: 'act.pdf', content: paper }, { name: 'META-INF/signatures1.xml', content: defined }),
      asice({ name: 'act.pdf', content: paper }, { name: 'META-INF/signatures1.xml', content: '<'.repeat(2000) }),
    ]
    for (const container of containers) {
      // A changed byte may be seen by the zip's own sum already.
      const { status } = await proofs(ape, handover, container, 'act.asice')
      expect([303, 422]).toContain(status)
      expect((await handoverRow(db, handover)).state).toBe('issued')
    }
    const page = await ape.get(handover).expect(200)
    expect(page.text).toContain('Signatures that could not be read')
    expect(page.text).not.toContain('Signature read')
  })

  test('that is hostile is refused as everywhere', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const handover = await issueHandover(ape, await received(db))
    const paper = await printed(ape, handover)
    const hostile: [Buffer, string][] = [
      [asice({ name: 'act.pdf', content: paper, says: { bytes: 0 } }), 'unpacked'],
      [asice({ name: 'act.pdf', content: paper, says: { flags: 9 } }), 'locked with a password'],
      [asice({ name: '../act.pdf', content: paper }), 'damaged'],
      [asice({ name: 'act.js', content: 'x' }), 'hidden'],
      [asice({ name: 'act.pdf', content: paper }, { name: 'act.pdf', content: pdf }), 'have the same name'],
      [Buffer.from('PK\x03\x04 noText'), 'damaged'],
    ]
    for (const [content, why] of hostile) {
      const { status, text } = await proofs(ape, handover, content, 'act.asice')
      expect(status, why).toBe(422)
      expect(text).toContain(why)
    }
    expect((await handoverRow(db, handover)).state).toBe('issued')
  })

  test('as a scan is taken from whoever says that they compared it', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const handover = await issueHandover(ape, await received(db))
    const asked = await send(ape, `${handover}/proofs`, {}).expect(422)
    expect(asked.text).toContain('Choose a file.')
    expect(asked.text).toContain('one file, at most 20 MB')
    expect(asked.text).not.toMatch(/Word, Excel|10 at a time| multiple /)
    expect((await proofs(ape, handover, pdf, 'scan.pdf').expect(422)).text).toContain('Say that you have compared')
    expect((await proofs(ape, handover, Buffer.from('a text'), 'scan.txt').expect(422)).text).toContain(
      'a PDF, a picture',
    )
    await proofs(await signedInAs('lead'), handover, pdf, 'scan.pdf', { compared: 'yes' }).expect(403)
    await proofs(ape, handover, await photo(60, 80), 'scan.jpg', { compared: 'yes' }).expect(303)
    expect((await reviewProof(await signedInAs('lead'), handover, 'confirm')).status).toBe(303)
    expect((await handoverRow(db, handover)).state).toBe('signed')
    // A signed handover can be void all the same, and then takes no more files.
    expect((await step(await signedInAs('lead'), handover, 'void', { reason: 'Wrong' })).status).toBe(303)
    await proofs(ape, handover, pdf, 'scan.pdf', { compared: 'yes' }).expect(403)
  })
})
