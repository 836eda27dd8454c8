import { existsSync, readFileSync } from 'node:fs'

/** The programme's logo as a file below public/, from the address that the site shows it by; null where it is not ours. */
export function logoAt(address: string | null): Uint8Array | null {
  const name = address?.replace(/^\/assets\//, '').replace(/\.[0-9a-f]{12}(\.\w+)$/, '$1')
  const file = `public/${name?.replace(/^\//, '')}`
  return name && /\.(svg|png|jpe?g|webp)$/.test(name) && existsSync(file) ? readFileSync(file) : null
}
