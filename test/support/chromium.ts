import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import npmChromium, { inflate } from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

const pack = 'node_modules/@sparticuz/chromium'
const { version } = JSON.parse(readFileSync(join(pack, 'package.json'), 'utf8')) as { version: string }

// What suits a serverless platform but not us: one process for all pages, and a browser that forgives what CSP would not.
const unwanted = new Set(['--single-process', '--disable-web-security', '--allow-running-insecure-content'])
const quiet = [
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  // Containers give /dev/shm 64 MB, and a page that is larger ends the browser.
  '--disable-dev-shm-usage',
]

/** A browser from npm, with its own libraries and fonts, so that it runs where nothing else is installed. */
export async function startBrowser(): Promise<Browser> {
  // What a browser writes for itself goes with it, also where it is ended in haste.
  const scratch = mkdtempSync(join(tmpdir(), 'act-local-browser-'))
  // Once in a few hundred times the browser itself crashes while it starts, before it has seen anything of the portal.
  const browser = await launch(scratch)
    .catch(() => launch(scratch))
    .catch((error: unknown) => {
      rmSync(scratch, { recursive: true, force: true, maxRetries: 10 })
      throw error
    })
  const close = browser.close.bind(browser)
  browser.close = async () => {
    await close()
    rmSync(scratch, { recursive: true, force: true, maxRetries: 10 })
  }
  return browser
}

async function launch(scratch: string): Promise<Browser> {
  npmChromium.setGraphicsMode = false
  const args = [...npmChromium.args.filter((arg) => !unwanted.has(arg)), ...quiet]
  const installed = process.env['CHROMIUM_PATH']
  const env = { ...process.env, TMPDIR: scratch }
  if (installed) return chromium.launch({ executablePath: installed, args, env })
  if (!existsSync(join(pack, 'bin/chromium.br')) || process.platform !== 'linux' || process.arch !== 'x64')
    return chromium.launch({ executablePath: '/usr/bin/chromium', args, env })

  const folder = await unpacked()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      TMPDIR: scratch,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  })
}

/** The folder with the browser unpacked; several test files may come here at once, and each account has its own. */
async function unpacked(): Promise<string> {
  const owner = process.getuid?.() ?? 0
  const folder = join(process.env['TEST_CACHE'] ?? tmpdir(), `act-local-chromium-${version}-${owner}`)
  if (existsSync(folder)) {
    if (statSync(folder).uid === owner) return folder
    throw new Error(`${folder} belongs to somebody else: remove it, or set CHROMIUM_PATH`)
  }
  const fresh = mkdtempSync(`${folder}-`)
  await unpackInto(fresh)
  writeFileSync(join(fresh, 'fonts.conf'), fontsIn(folder))
  try {
    renameSync(fresh, folder)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

// The package knows no folder but the one for temporary files.
async function unpackInto(folder: string) {
  const usual = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    await npmChromium.executablePath()
    await inflate(join(pack, 'bin/al2023.tar.br'))
  } finally {
    if (usual === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = usual
  }
}

const fontsIn = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts/fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`
