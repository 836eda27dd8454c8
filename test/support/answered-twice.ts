import type { OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http'

interface Answer {
  status: number
  headers: OutgoingHttpHeaders
  body: Buffer
}

/** The header by which somebody asks that the browser, which asks for the same next, is given the same answer. */
export const forTheBrowserToo = { 'X-For-The-Browser-Too': 'yes' }
const asks = 'x-for-the-browser-too'

/** A portal that makes a page once for who reads its bytes first and the browser that shows it then. */
export function answeredTwice(app: RequestListener): RequestListener {
  const kept = new Map<string, Answer>()
  return (req, res) => {
    const key = `${req.headers.cookie ?? ''} ${req.url ?? ''}`
    const known = kept.get(key)
    kept.delete(key)
    if (known && !req.headers[asks]) return void res.writeHead(known.status, known.headers).end(known.body)
    if (req.headers[asks]) listen(res, (answer) => kept.set(key, answer))
    app(req, res)
  }
}

/** Tells what was answered, once it was. */
function listen(res: ServerResponse, hear: (answer: Answer) => void): void {
  const chunks: Buffer[] = []
  const hold = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string))
  }
  const [write, end] = [res.write.bind(res), res.end.bind(res)] as ((...given: unknown[]) => never)[]
  res.write = (...given: unknown[]) => {
    hold(given[0])
    return write?.(...given) as never
  }
  res.end = (...given: unknown[]) => {
    hold(given[0])
    return end?.(...given) as never
  }
  res.once('finish', () => {
    hear({ status: res.statusCode, headers: res.getHeaders(), body: Buffer.concat(chunks) })
  })
}
