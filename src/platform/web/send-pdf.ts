import type { Request, Response } from 'express'

/** A PDF, whole and compressed for the way, with a tag that changes with its bytes. */
export interface PreparedPdf {
  pdf: Buffer
  gzip: Buffer
  etag: string
}

/** Sends a PDF. A tagged table of 300 lines is mostly structure, and a fifth of its size once packed. */
export function sendPdf(req: Request, res: Response, { pdf, gzip, etag }: PreparedPdf, name: string): void {
  res.setHeader('Content-Disposition', `inline; filename="${name}"`)
  res.setHeader('ETag', etag)
  res.type('pdf').vary('Accept-Encoding')
  if (req.fresh) return void res.status(304).end()
  if (!req.acceptsEncodings('gzip')) return void res.send(pdf)
  res.setHeader('Content-Encoding', 'gzip')
  res.send(gzip)
}
