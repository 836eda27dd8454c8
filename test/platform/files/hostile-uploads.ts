import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import type { FileType, Refusal } from '#platform/files/formats/file.ts'
import { pdf, photo } from '../../support/files.ts'
import { noise, together } from './bytes.ts'
import { asice, docx, odt, rawZip, xlsx } from './raw-zip.ts'

/** One upload that means harm or is broken, and what is to become of it. */
export interface Hostile {
  kind: string
  name: string
  content: Buffer
  /** Why it is refused, or as what it is kept. */
  outcome: { refused: Refusal } | { kept: FileType; as?: string }
}

const refused = (reason: Refusal): Hostile['outcome'] => ({ refused: reason })
const text = (content: string) => Buffer.from(content)

const kind = (
  name: string,
  outcome: Hostile['outcome'],
  files: readonly (readonly [name: string, content: Buffer, outcome?: Hostile['outcome']])[],
): Hostile[] => files.map(([called, content, own]) => ({ kind: name, name: called, content, outcome: own ?? outcome }))

const as = (names: readonly string[], content: Buffer) => names.map((name) => [name, content] as const)

const page = text('<!DOCTYPE html><html><body><script>alert(document.domain)</script></body></html>')
const svg = text(
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
)
const eicar = text('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*')
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const jar = rawZip([
  { name: 'META-INF/MANIFEST.MF', content: 'Main-Class: Evil' },
  { name: 'Evil.class', content: 'cafebabe' },
])

const asicE = 'application/vnd.etsi.asic-e+zip'
/** A signed container that says what kind it is, with other parts than those that the portal reads. */
const container = (kind: string, ...parts: string[]) =>
  rawZip([
    { name: 'mimetype', content: kind, stored: true },
    { name: 'a.pdf', content: 'x' },
    ...parts.map((name) => ({ name, content: 'x' })),
  ])

const chunk = (type: string, data: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = together(type, data)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A PNG that says it is this large, with next to nothing in it. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(2_000_000))
  return together(
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  )
}

const programs: Record<string, string> = {
  'exe.jpg': '4d5a90000300000004000000ffff0000',
  'elf.pdf': '7f454c4602010100000000000000000002003e00',
  'Evil.class': 'cafebabe0000003400',
  'wasm.txt': '0061736d01000000',
  'film.mp4': '000000186674797069736f6d0000020069736f6d69736f32',
  'picture.gif': gif.toString('hex'),
  'scan.tif': '49492a0008000000000000000000',
  'icon.ico': '00000100010010100000010020006804000016000000',
  'old.doc': 'd0cf11e0a1b11ae1000000000000000000000000000000003e000300feff0900',
  'archive.7z': '377abcaf271c000400000000',
  'archive.rar': '526172211a0701000000',
  'archive.gz': '1f8b08000000000000030300000000000000000000',
}

const names = {
  '../../../../etc/passwd': 'passwd.pdf',
  '..\\..\\windows\\system32\\cmd.exe': 'cmd.pdf',
  'C:\\fakepath\\plan.pdf': 'plan.pdf',
  '\u202efdp.exe': 'fdp.pdf',
  'invoice\u202e\u2066gnp.pdf': 'invoice gnp.pdf',
  'photo.jpg.php': 'photo.jpg.pdf',
  'plan.pdf.exe': 'plan.pdf',
  'plan.pdf; filename=evil.html': 'plan.pdf; filename=evil.pdf',
  '<script>alert(1)</script>.pdf': 'script.pdf',
  "'; drop table files; --.pdf": "'; drop table files; --.pdf",
  'con.pdf': 'file.pdf',
  '.htaccess': 'file.pdf',
  '...': 'file.pdf',
  '%2e%2e%2fetc%2fpasswd': '%2e%2e%2fetc%2fpasswd.pdf',
  'line\nbreak\ttab.pdf': 'line%0Abreak tab.pdf',
  'Zaļā pļava & õhtu — 🌾.pdf': 'Zaļā pļava & õhtu — 🌾.pdf',
  [`${'x'.repeat(4096)}.pdf`]: `${'x'.repeat(100)}.pdf`,
  [`${'🌾'.repeat(300)}.pdf`]: `${'🌾'.repeat(50)}.pdf`,
  [`x${'🌾'.repeat(300)}.pdf`]: `x${'🌾'.repeat(49)}.pdf`,
}

// As Office writes a document with a password: a compound file whose parts are named in UTF-16.
const lockedCompound = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.alloc(3000),
  Buffer.from('EncryptedPackage', 'utf16le'),
  Buffer.alloc(500),
])

// As programs write the lock of a PDF, old and new, with a password for whoever opens it.
const pdfWithLock = (lock: string) =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj\n<<${lock} /P -4>>\nendobj\ntrailer <</Encrypt 1 0 R /ID [<6466636166353432373930333230366464313134343164306235626139363162> <00>]>>\n%%EOF`,
    'latin1',
  )
const locks: [lock: string, locked: string, open: string | null][] = [
  [
    '/V 1 /R 2 /Length 40 /O <92f7094654b71701b5792f083fb7902b1665671bdd8bd89ee01076c248489ffe> /U ',
    'fb0bef8f32b543683df27d4427ca77277bacd176623c5236cda61cff1c1588d8',
    null,
  ],
  [
    '/V 2 /R 3 /Length 128 /O <566fa873ee33c797cd3b904fdadf814afa34df9a38f6ed41b984e2c6da2aa6f5> /U ',
    '5c443b986183a14fd5ba5f5a32b1100b28bf4e5e4e758a4164004e56fffa0108',
    '52d62fb1b6e370d3006690786cbcbfda28bf4e5e4e758a4164004e56fffa0108',
  ],
  [
    '/V 4 /R 4 /Length 128 /O <566fa873ee33c797cd3b904fdadf814afa34df9a38f6ed41b984e2c6da2aa6f5> /U ',
    '5c443b986183a14fd5ba5f5a32b1100b28bf4e5e4e758a4164004e56fffa0108',
    '52d62fb1b6e370d3006690786cbcbfda28bf4e5e4e758a4164004e56fffa0108',
  ],
  [
    '/V 5 /R 6 /Length 256 /O <711d338e1fb01ccf024c474cb11442fa800cbd06c5080b431f74f7a34c3f7ece69d35719e8144bd787ead9b6660feac4> /U ',
    '8c9419c9977c6a7b8a06e37343c483787aeb6e0610f1f12c5675eb8360a809085c056465fd1240c8ba059663445efc2b',
    '3f7d36b47adf6d9b22dbfa3c223686f21a4777898cac16500e49f354cdb0d454e8ec0a10a583b3e23a23b80c097ebd7e',
  ],
]
const lockedPdfs = locks.map(
  ([lock, user], at) => [`${at}.pdf`, pdfWithLock(`/Filter /Standard ${lock}<${user}>`)] as const,
)

// The same in letters, as others write strings.
const inLetters = (locked: Buffer) =>
  Buffer.from(
    locked.toString('latin1').replaceAll(/<([\da-f]{64,96})>/g, (_, digits: string) => {
      const bare = Buffer.from(digits, 'hex').toString('latin1')
      return `(${bare.replaceAll(/[\\()\r\0\n]/g, (mark) => (/[\\()]/.test(mark) ? `\\${mark}` : `\\${mark.charCodeAt(0).toString(8).padStart(3, '0')}`))})`
    }),
    'latin1',
  )

// A password that protects them from being changed alone: whoever has one reads it.
const protectedPdfs = [
  ...locks
    .filter(([, , open]) => open !== null)
    .map(([lock, , open]) => pdfWithLock(`/Filter /Standard ${lock}<${open}>`)),
  pdfWithLock(
    '/Filter /Standard /V 1 /R 2 /Length 40 /O <c92422687facee686e373f10b5c7d04738053152f7e2ee30e11c69ec442576ab> /U <c899bcdddd5d51d7266872b8a873366c87e530ded8487dad8a3c98a1b1be1673>',
  ),
]

/** Two hundred of them and more, of all kinds. */
export async function hostileUploads(): Promise<Hostile[]> {
  const [jpeg, png, webp] = await Promise.all([
    photo(400, 300),
    sharp({ create: { width: 400, height: 300, channels: 4, background: '#8af8' } })
      .png()
      .toBuffer(),
    sharp({
      create: {
        width: 400,
        height: 300,
        channels: 3,
        background: '#fa8',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .webp()
      .toBuffer(),
  ])
  const cut = (picture: Buffer, share: number) => picture.subarray(0, Math.round(picture.length * share))
  const noisy = await sharp({
    create: {
      width: 400,
      height: 300,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg()
    .toBuffer()

  return [
    ...kind(
      'a page by any name',
      refused('file_type'),
      as(['a.html', 'a.jpg', 'a.pdf', 'a.txt', 'a.csv', 'a.docx', 'a', 'a.xhtml'], page),
    ),
    ...kind('SVG with a script', refused('file_type'), as(['a.svg', 'a.png', 'a.jpg', 'a.xml', 'a.txt'], svg)),
    ...kind('a page inside SVG', refused('file_type'), [
      ['a.svg', together('<svg xmlns="http://www.w3.org/2000/svg"><foreignObject>', page, '</foreignObject></svg>')],
      [
        'b.png',
        together(
          '\ufeff \n<svg><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"></body></foreignObject></svg>',
        ),
      ],
      ['c.txt', together('A harmless line\n', svg)],
      ['d.csv', together('name;sum\n', '<iframe src="//evil.example">;1\n')],
    ]),
    ...kind('scripts', refused('file_type'), [
      ['a.php', text('<?php system($_GET["c"]); ?>')],
      ['a.jpg', text('\n<?php echo 1;')],
      ['a.sh', text('#!/bin/sh\nrm -rf /\n')],
      ['a.py', text('#!/usr/bin/env python3\n')],
      ['a.hta', text('<script language="VBScript">x</script>')],
      ['a.xsl', text('<?xml version="1.0"?><xsl:stylesheet/>')],
      ['a.asp', text('<% eval request("c") %>')],
    ]),
    ...kind(
      'other types by any name',
      refused('file_type'),
      Object.entries(programs).map(([name, hex]) => [name, together(Buffer.from(hex, 'hex'), Buffer.alloc(200))]),
    ),
    ...kind('a picture with a page behind it', refused('file_mixed'), [
      ['a.jpg', together(jpeg, page)],
      ['a.html', together(jpeg, page)],
      ['a.png', together(png, page)],
      ['a.webp', together(webp, '<script>alert(1)</script>')],
      ['b.png', together(png, Buffer.alloc(3000), svg)],
    ]),
    ...kind('a picture with an archive behind it', refused('file_mixed'), [
      ['a.jpg', together(jpeg, jar)],
      ['a.jar', together(jpeg, jar)],
      ['a.png', together(png, jar)],
      ['a.webp', together(webp, jar)],
      ['b.jpg', together(jpeg, docx())],
      ['c.jpg', together(jpeg, jar, Buffer.alloc(60_000))],
    ]),
    ...kind('GIFAR and other GIFs', refused('file_type'), as(['a.gif', 'a.jar', 'a.jpg', 'a.pdf'], together(gif, jar))),
    ...kind(
      'a script in what a picture says of itself',
      { kept: 'jpeg' },
      await Promise.all(
        ['<script>alert(1)</script>', '"><svg onload=alert(1)>', '<?php system("id") ?>', "' or 1=1 --"].map(
          async (words, at) => {
            const carrier = await sharp({
              create: {
                width: 900,
                height: 700,
                channels: 3,
                background: '#000',
                noise: { type: 'gaussian', mean: 128, sigma: 60 },
              },
            })
              .withExif({ IFD0: { Copyright: 'x'.repeat(2000) + words } })
              .jpeg()
              .toBuffer()
            return [`${at}.jpg`, together(carrier, Buffer.alloc(0))] as const
          },
        ),
      ),
    ),
    ...kind('PDF behind a page', refused('file_type'), [
      ['a.pdf', together(page, pdf)],
      ['a.html', together('<html><!--', pdf, '-->')],
      ['b.pdf', together('\n\n<script>1</script>', pdf)],
    ]),
    ...kind('PDF and something else at once', refused('file_mixed'), [
      ['a.pdf', together(pdf, jar)],
      ['a.jar', together(pdf, jar, '\n%%EOF')],
      ['b.pdf', together(pdf, page)],
      ['c.pdf', together('%PDF-1.4\n<script>alert(1)</script>\n', pdf)],
      ['d.pdf', together('%PDF-1.4\n<!doctype html>\n', pdf)],
    ]),
    ...kind('broken PDF', refused('file_damaged'), [
      ['a.pdf', text('%PDF-1.4\n')],
      ['b.pdf', pdf.subarray(0, 60)],
      ['c.pdf', together('%PDF-1.7\n', noise(5000))],
      ['d.pdf', together(pdf, Buffer.alloc(70_000))],
    ]),
    ...kind('PDF as scanners and other programs write it', { kept: 'pdf' }, [
      ['a.pdf', together(pdf, Buffer.alloc(5000)), { kept: 'pdf', as: 'a.pdf' }],
      ['lead.pdf', together('\r\n', pdf), { kept: 'pdf', as: 'lead.pdf' }],
      ...[...protectedPdfs, ...protectedPdfs.map(inLetters)].map(
        (content, at) => [`protected-${at}.pdf`, content] as const,
      ),
    ]),
    ...kind(
      'nothing in it',
      refused('file_empty'),
      as(['a.jpg', 'a.pdf', 'a.txt', 'a.docx', 'a', '0 bytes.csv'], Buffer.alloc(0)),
    ),
    ...kind('too large', refused('file_size'), [
      ['a.jpg', together(jpeg, Buffer.alloc(20 * 1024 * 1024))],
      ['b.pdf', together(pdf, Buffer.alloc(21 * 1024 * 1024))],
      ['c.bin', Buffer.alloc(50 * 1024 * 1024)],
      ['d.txt', Buffer.alloc(50 * 1024 * 1024, 'a')],
      ['e.csv', Buffer.alloc(6 * 1024 * 1024, 'a;b\n')],
    ]),
    ...kind('a picture cut off', refused('file_damaged'), [
      ...[0.05, 0.2, 0.5, 0.8, 0.95].flatMap((share) => [
        [`${share}.jpg`, cut(noisy, share)] as const,
        [`${share}.webp`, cut(webp, share)] as const,
      ]),
      ...[0.2, 0.5, 0.8].map((share) => [`${share}.png`, cut(png, share)] as const),
    ]),
    ...kind('a picture of noise', refused('file_damaged'), [
      ['a.jpg', together(Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), noise(4000))],
      ['a.png', together(png.subarray(0, 60), noise(4000))],
      ['a.webp', together('RIFF', Buffer.from('00100000', 'hex'), 'WEBPVP8 ', noise(4000))],
      ['b.png', together(Buffer.from('89504e470d0a1a0a', 'hex'), noise(400))],
    ]),
    ...kind('a pixel bomb', refused('file_pixels'), [
      ...[8000, 12_000, 20_000, 30_000].map((side) => [`${side}.png`, pngOf(side, side)] as const),
      ['wide.png', pngOf(1_000_000, 100)],
      ['tall.png', pngOf(100, 1_000_000)],
      ['a.jpg', pngOf(40_000, 2000)],
    ]),
    ...kind('a zip bomb', refused('file_bomb'), [
      ['a.docx', docx({ name: 'word/media/zeros.bin', content: Buffer.alloc(101 * 1024 * 1024) })],
      ...[200, 500, 2000, 4000].map(
        (mega) =>
          [`${mega}.xlsx`, xlsx({ name: 'xl/a.xml', content: 'a', says: { bytes: mega * 1024 * 1024 } })] as const,
      ),
      [
        'b.odt',
        odt(
          ...Array.from({ length: 30 }, (_, at) => ({ name: `${at}`, content: 'a', says: { bytes: 4 * 1024 * 1024 } })),
        ),
      ],
    ]),
    ...kind('a zip that says less than it holds', refused('file_bomb'), [
      ...[1, 20, 50].map(
        (mega) =>
          [
            `${mega}.docx`,
            docx({ name: 'word/a.bin', content: Buffer.alloc(mega * 1024 * 1024), says: { bytes: 100 } }),
          ] as const,
      ),
      ['b.odt', odt({ name: 'a', content: Buffer.alloc(1_000_000), says: { bytes: 1 } })],
      ['c.asice', asice({ name: 'a.pdf', content: Buffer.alloc(1_000_000), says: { bytes: 0 } })],
    ]),
    ...kind('entries over each other', refused('file_bomb'), [
      ['a.docx', docx({ name: 'a', content: noise(900) }, { name: 'b', content: noise(900), says: { at: 0 } })],
      ['b.odt', odt({ name: 'a', content: noise(900), says: { at: 10 } })],
      [
        'c.xlsx',
        xlsx(...Array.from({ length: 40 }, (_, at) => ({ name: `${at}`, content: noise(500), says: { at: 0 } }))),
      ],
    ]),
    ...kind('a document with a password', refused('file_locked'), [
      ['a.docx', docx({ name: 'a', content: 'x', says: { flags: 1 } })],
      ['b.xlsx', xlsx({ name: 'a', content: 'x', says: { flags: 0x2001 } })],
      ['c.asice', asice({ name: 'a.pdf', content: 'x', says: { flags: 9 } })],
      ['d.zip', rawZip([{ name: 'a', content: 'x', says: { flags: 1 } }])],
      ...as(['e.docx', 'f.xlsx'], lockedCompound),
      ...lockedPdfs.flatMap(([name, content]) => [[name, content] as const, [`l${name}`, inLetters(content)] as const]),
      ['pubsec.pdf', pdfWithLock('/Filter /Adobe.PubSec /V 4')],
    ]),
    ...kind('macros', refused('file_macro'), [
      ['a.docm', docx({ name: 'word/vbaProject.bin', content: 'x' })],
      ['a.docx', docx({ name: 'word/vbaProject.bin', content: 'x' })],
      ['b.xlsx', xlsx({ name: 'xl/vbaProject.bin', content: 'x' })],
      ['c.odt', odt({ name: 'Basic/Standard/Module1.xml', content: 'x' })],
      ['d.odt', odt({ name: 'Scripts/python/evil.py', content: 'x' })],
      [
        'e.docx',
        rawZip([
          {
            name: '[Content_Types].xml',
            content: '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
          },
          { name: 'word/document.xml', content: 'x' },
        ]),
      ],
    ]),
    ...kind('archives that are no document', refused('file_type'), [
      ...as(['a.zip', 'a.docx', 'a.asice', 'a.jar', 'a.apk'], jar),
      [
        'b.odt',
        rawZip([
          { name: 'mimetype', content: 'application/epub+zip', stored: true },
          { name: 'content.xml', content: 'x' },
        ]),
      ],
      ['c.odt', rawZip([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', stored: true }])],
      [
        'e.docx',
        rawZip([
          { name: '[Content_Types].xml', content: '<Types/>' },
          { name: 'ppt/presentation.xml', content: 'x' },
        ]),
      ],
    ]),
    ...kind('containers of other kinds', refused('file_asics'), [
      ['a.asics', container('application/vnd.etsi.asic-s+zip', 'META-INF/timestamp.tst')],
      ['b.asice', container('application/vnd.etsi.asic-s+zip', 'META-INF/signatures0.xml')],
    ]),
    ...kind('a container that nobody signed', refused('file_unsigned'), [['a.asice', container(asicE)]]),
    ...kind('signatures in another form', refused('file_cades'), [
      ['a.asice', container(asicE, 'META-INF/ASiCManifest.xml', 'META-INF/signature001.p7s')],
    ]),
    ...kind('a container without its kind', refused('file_unnamed'), [
      ['a.asice', rawZip([{ name: 'META-INF/signatures0.xml', content: '<asic/>' }])],
    ]),
    ...kind('an old signed document', refused('file_ddoc'), [
      ['a.ddoc', text('<?xml version="1.0" encoding="UTF-8"?>\n<SignedDoc format="DIGIDOC-XML" version="1.3">')],
    ]),
    ...kind('an encrypted document', refused('file_encrypted'), [
      ['a.cdoc', text('<?xml version="1.0"?>\n<denc:EncryptedData xmlns:denc="http://www.w3.org/2001/04/xmlenc#">')],
      ['b.cdoc', together('CDOC\x02', noise(3000))],
    ]),
    ...kind('a signature around a document', refused('file_cades'), [
      ['a.p7m', together(Buffer.from('3082f00006092a864886f70d010702a0', 'hex'), noise(3000))],
      ['b.p7m', text('-----BEGIN PKCS7-----\nMIIL1wYJKoZIhvcNAQcCoIILyDCCC8QCAQExDzANBglghkgBZQMEAgEFADALBgkq\n')],
    ]),
    ...kind('names in the code page of a computer', refused('file_names'), [
      ['a.edoc', asice({ name: Buffer.from('l\x8dgums.pdf', 'latin1'), content: 'x' })],
    ]),
    ...kind('one name for many files', refused('file_twice'), [
      ['a.asice', asice(...Array.from({ length: 900 }, () => ({ name: 'a.pdf', content: 'x' })))],
    ]),
    ...kind('too many files in one', refused('file_entries'), [
      ['a.asice', asice(...Array.from({ length: 22_902 }, () => ({ name: 'a.pdf', content: '' })))],
      ['h.odt', odt(...Array.from({ length: 2100 }, (_, at) => ({ name: `${at}`, content: 'x' })))],
    ]),
    ...kind('broken zips', refused('file_damaged'), [
      ['a.docx', docx().subarray(0, 200)],
      ['b.docx', together('PK\x03\x04', noise(3000))],
      ['c.docx', rawZip([{ name: 'a', content: 'x' }], { count: 9 })],
      ['d.docx', together('PK\x03\x04', rawZip([]))],
      ['e.docx', docx({ name: '../../../etc/cron.d/evil', content: 'x' })],
      ['f.docx', docx({ name: '/etc/passwd', content: 'x' })],
      ['g.docx', docx({ name: 'word\\..\\..\\evil', content: 'x' })],
      ['i.docx', docx({ name: 'a', content: 'longer', says: { bytes: 90 } })],
    ]),
    ...kind(
      'a program in a signed container',
      refused('file_mixed'),
      ['evil.exe', 'a/run.js', 'page.html', 'x.lnk', 'setup.MSI', 'a.svg'].map((name, at) => [
        `${at}.asice`,
        asice({ name, content: 'x' }),
      ]),
    ),
    ...kind(
      'HEIC',
      refused('file_heic'),
      ['heic', 'heix', 'mif1'].map((brand) => [
        `${brand}.jpg`,
        together(Buffer.from('00000018', 'hex'), 'ftyp', brand, Buffer.alloc(4), 'mif1heic', Buffer.alloc(500)),
      ]),
    ),
    ...kind('text that is none', refused('file_type'), [
      ['a.txt', together('Hello\0world')],
      ['b.csv', Buffer.from('name;sum\n', 'utf16le')],
      ['c.txt', together('\u001b]0;evil\u0007')],
      ['d.txt', noise(5000)],
      ['e.rtf', together('{\\rtf1 \x01}')],
      ['f.rtf', together('{\\rtf1\\ansi Hello}')],
      ['g.eml', together('From: Anna <anna@example.org>\r\nMIME-Version: 1.0\r\n\r\nHello')],
    ]),
    ...kind('what looks like a virus', { kept: 'text' }, [
      ['eicar.com', eicar, { kept: 'text', as: 'eicar.txt' }],
      ['eicar.exe.txt', eicar, { kept: 'text', as: 'eicar.exe.txt' }],
      ['eicar.jpg', eicar, { kept: 'text', as: 'eicar.txt' }],
    ]),
    ...kind('formulas that call out', { kept: 'csv' }, [['a.csv', text("=cmd|' /C calc'!A0;1\n@SUM(1);2\n")]]),
    ...kind('one type by the name of another', { kept: 'pdf' }, [
      ['a.html', jpeg, { kept: 'jpeg', as: 'a.jpg' }],
      ['a.exe', png, { kept: 'png', as: 'a.png' }],
      ['a.pdf', webp, { kept: 'jpeg', as: 'a.jpg' }],
      ['a.svg', pdf, { kept: 'pdf', as: 'a.pdf' }],
      ['a.jpg', docx(), { kept: 'docx', as: 'a.docx' }],
      ['a.docm', odt(), { kept: 'odt', as: 'a.odt' }],
      ['a.php', xlsx(), { kept: 'xlsx', as: 'a.xlsx' }],
      ['agreement.edoc', asice({ name: 'a.pdf', content: 'x' }), { kept: 'asice', as: 'agreement.edoc' }],
      ['old.BDOC', asice({ name: 'a.pdf', content: 'x' }), { kept: 'asice', as: 'old.bdoc' }],
      ['act.pdf', asice({ name: 'a.pdf', content: 'x' }), { kept: 'asice', as: 'act.asice' }],
      ['photo.jpeg', jpeg, { kept: 'jpeg', as: 'photo.jpeg' }],
      ['b.js', text('alert(1)'), { kept: 'text', as: 'b.txt' }],
      ['b.bat', text('del *.*'), { kept: 'text', as: 'b.txt' }],
    ]),
    ...kind(
      'harmful names',
      { kept: 'pdf' },
      Object.entries(names).map(([name, as]) => [name, pdf, { kept: 'pdf', as }]),
    ),
  ]
}
