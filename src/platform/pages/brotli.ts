import { constants } from 'node:zlib'

/**
 * How pages are packed, at a quality from 0 to 11. The window of 4 MB that is usual, of which each page under way has its
 * own, packs a page no tighter than one of 128 kB.
 */
export const brotliParams = (quality: number): Record<number, number> => ({
  [constants.BROTLI_PARAM_QUALITY]: quality,
  [constants.BROTLI_PARAM_LGWIN]: 17,
})
