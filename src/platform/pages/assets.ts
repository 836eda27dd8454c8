import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { RequestHandler } from 'express'
import { bundleAsync } from 'lightningcss'

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

const require = createRequire(import.meta.url)

async function stylesheet(file: string): Promise<Buffer> {
  const { code } = await bundleAsync({
    filename: resolve(file),
    minify: true,
    targets: { chrome: 111 << 16, firefox: 113 << 16, safari: (16 << 16) | (2 << 8) },
    resolver: {
      resolve: (specifier, from) =>
        /^[./]/.test(specifier) ? resolve(from, '..', specifier) : require.resolve(specifier),
    },
  })
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
    byUrl.set(url, { type, body, gzip: gzipSync(body), brotli: brotliCompressSync(body) })
    urls.set(name, url)
  }

  const files = globSync('public/**/*.{js,svg,woff2,png,webp}').sort()
  for (const file of files) add(file.replace(/^public\//, ''), readFileSync(file))
  add('css/site.css', withUrls(await stylesheet('public/css/site.css'), urls))

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
