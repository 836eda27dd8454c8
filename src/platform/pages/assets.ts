import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { RequestHandler } from 'express'
import cascadeLayers from '@csstools/postcss-cascade-layers'
import { bundleAsync, transform } from 'lightningcss'
import postcss from 'postcss'

interface Asset {
  type: string
  body: Buffer
  gzip: Buffer
  brotli: Buffer
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.webp': 'image/webp',
}

// Pictures and fonts are packed as they are.
const isPacked = /\.(woff2|png|webp)$/
const packed = (body: Buffer) => ({ gzip: gzipSync(body), brotli: brotliCompressSync(body) })

const require = createRequire(import.meta.url)

const plainDecimal = new URL('../values/plain-decimal.js', import.meta.url)

const passkeyLibrary = resolve(require.resolve('@simplewebauthn/browser'), '../../dist/bundle/index.umd.min.js')

// The oldest browsers of package.json's browserslist.
const targets = { chrome: 90 << 16, firefox: 91 << 16, safari: 14 << 16, ios_saf: 14 << 16 }

/**
 * The stylesheet from its parts, for browsers that know neither nesting nor layers: one that does not know layers drops all
 * that stands in them, which is everything. What comes of a layer is held by the weight of its selectors instead.
 */
export async function buildStylesheet(file: string): Promise<Buffer> {
  const bundled = await bundleAsync({
    filename: resolve(file),
    targets,
    resolver: {
      resolve: (specifier, from) =>
        /^[./]/.test(specifier) ? resolve(from, '..', specifier) : require.resolve(specifier),
    },
  })
  const { css } = await postcss([cascadeLayers()]).process(Buffer.from(bundled.code).toString(), { from: undefined })
  const { code } = transform({ filename: file, code: Buffer.from(css), minify: true, targets })
  return Buffer.from(code)
}

/** Everything below public/, under names that change with the content; the stylesheet bundled from its parts. */
export async function loadAssets(): Promise<{ url: (name: string) => string; serve: RequestHandler }> {
  const byUrl = new Map<string, Asset>()
  const urls = new Map<string, string>()

  const add = (name: string, body: Buffer) => {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
    const url = `/assets/${name.replace(/(\.[a-z0-9]+)$/, `.${hash}$1`)}`
    const type = types[extname(name)] ?? 'application/octet-stream'
    byUrl.set(url, { type, body, ...(isPacked.test(name) ? { gzip: body, brotli: body } : packed(body)) })
    urls.set(name, url)
  }

  const files = globSync('public/**/*.{js,svg,woff2,png,webp}').sort()
  for (const file of files) add(file.replace(/^public\//, ''), readFileSync(file))
  // The rule by which the server reads numbers holds in the pages too.
  add('js/plain-decimal.js', readFileSync(plainDecimal))
  // What talks to browsers about passkeys comes as it is, for the same browsers; pages that need none do not load it.
  add('js/simplewebauthn.js', readFileSync(passkeyLibrary))
  add('css/site.css', withUrls(await buildStylesheet('public/css/site.css'), urls))

  return {
    url: (name) => {
      const url = urls.get(name)
      if (!url) throw new Error(`there is no asset ${name}`)
      return url
    },
    serve: (req, res, next) => {
      const asset = byUrl.get(req.path)
      if (!asset) return next()
      send(req.headers['accept-encoding'] ?? '', asset, res)
    },
  }
}

// The stylesheet names fonts by their place below public/; browsers get their hashed addresses.
const withUrls = (css: Buffer, urls: Map<string, string>) =>
  Buffer.from(
    css
      .toString()
      .replace(/url\((["']?)(?:\.\.\/)+([^"')]+)\1\)/g, (_, _quote, name: string) => `url(${urls.get(name) ?? name})`),
  )

function send(accepted: string, { type, body, gzip, brotli }: Asset, res: Parameters<RequestHandler>[1]) {
  const [encoding, bytes] = accepted.includes('br')
    ? ['br', brotli]
    : accepted.includes('gzip')
      ? ['gzip', gzip]
      : [null, body]
  const smaller = bytes.length < body.length
  res.setHeader('Content-Type', type)
  res.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
  res.setHeader('Vary', 'Accept-Encoding')
  if (encoding && smaller) res.setHeader('Content-Encoding', encoding)
  res.end(smaller ? bytes : body)
}
