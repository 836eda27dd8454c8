import { paths } from '#platform/paths/paths.ts'
import { workerPool } from '#platform/processes/worker-pool.ts'
import type { QrSource } from './qr-reader.ts'

/** Where the code of a sheet leads: below the portal's address, in any language. */
export const sheetCodePath = (code: string): string => paths.training.signInSheet(code)

const named = /\/sheets\/([0-9a-f]{20})(?:[/?#]|$)/

/** The code of a sheet in what a QR code says, wherever the portal was when the sheet was printed. */
export const sheetCodeIn = (text: string | null): string | null => named.exec(text ?? '')?.[1] ?? null

/** Looks for a QR code in a picture or scan, in a process of its own; null where none can be read. */
export const readCode: (looking: QrSource) => Promise<string | null> = workerPool(
  new URL('qr-reader.ts', import.meta.url),
  { most: 1, waiting: 20, seconds: 25, quiet: true },
)
