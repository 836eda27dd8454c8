import { createServer } from 'node:http'

/*
 * The yardstick for pages of visitors: a bare server that answers every request with one constant page. Its parent
 * tells the page's bytes and headers.
 */
process.once('message', ({ body, headers }: { body: string; headers: Record<string, string> }) => {
  const bytes = Buffer.from(body, 'base64')
  const server = createServer((_req, res) => {
    res.writeHead(200, { ...headers, 'content-length': bytes.length })
    res.end(bytes)
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port))
})
