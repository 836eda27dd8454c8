import { createServer } from 'node:http'
import { readConfig } from '#config.ts'
import { CannotStart } from '#lib/cannot-start.ts'
import { launch } from './launch.ts'

try {
  const config = readConfig(process.env)
  const portal = await launch(config)
  const server = createServer(
    { headersTimeout: 5000, requestTimeout: 30_000, connectionsCheckingInterval: 1000 },
    portal.listener,
  )

  server.once('error', (error: NodeJS.ErrnoException) => void fail(complaintAbout(error, config.port), portal.close))
  server.listen(config.port, config.host, () => console.log(portal.greeting))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())

  const stop = async () => {
    portal.beginClosing()
    // A proxy that watches /health/ready needs time to see it; a person at a terminal does not.
    if (config.production) await new Promise((resolve) => setTimeout(resolve, 3000))
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 12_000).unref()
    await closed
    await portal.close()
    process.exit(0)
  }
} catch (error) {
  await fail(error)
}

async function fail(error: unknown, close: () => Promise<void> = async () => undefined) {
  console.error(error instanceof CannotStart ? error.message : error)
  await close()
  process.exit(1)
}

function complaintAbout({ code, message }: NodeJS.ErrnoException, port: number): Error {
  if (code === 'EADDRINUSE')
    return new CannotStart(
      `Port ${port} is taken by another program: stop that one, or set PORT to a free port, as in PORT=3001 npm start.`,
    )
  if (code === 'EACCES')
    return new CannotStart(`Port ${port} may not be used by this account: set PORT to one above 1023.`)
  return new CannotStart(
    `The portal cannot listen on port ${port}: ${message}. Set PORT and HOST to an address of this machine.`,
  )
}
