import { createServer, type Server } from 'node:http'
import { Server as Listener } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '#config.ts'
import { StartupError, startupMessage } from '#platform/values/startup-error.ts'
import { hurry } from '#platform/files/patience.ts'
import type { StartedPortal } from '#start.ts'

// A photo takes its time from a village with a weak signal; whatever else is sent must be there sooner (`hurry`).
const patience = { headersTimeout: 5000, requestTimeout: 900_000, connectionsCheckingInterval: 1000 }
const signals = ['SIGINT', 'SIGTERM'] as const
const leave = () => process.exit(130)

try {
  for (const signal of signals) process.once(signal, leave)
  const config = readConfig(process.env)
  // Whoever configured it wrongly is told so before all of it is read.
  const { startPortal } = await import('#start.ts')
  const portal = await startPortal(config)
  const server = createServer(patience, portal.listener)
  server.prependListener('request', hurry)
  server.once('error', (error) => void fail(complaintAbout(error, config.port), portal))
  server.listen(config.port, config.host, () => console.log(portal.greeting))
  for (const signal of signals) {
    process.off(signal, leave)
    process.once(signal, () => void stop(server, portal, config.production))
  }
} catch (error) {
  await fail(error)
}

/** Takes no more requests, answers those that run, and goes. */
async function stop(server: Server, portal: StartedPortal, production: boolean) {
  portal.beginClosing()
  server.prependListener('request', (_req, res) => (res.shouldKeepAlive = false))
  // A proxy that watches /health/ready needs time to see it; a person at a terminal does not.
  await pause(production ? 3000 : 200)
  // Only takes no more connections: those that were made a moment ago have still to ask.
  const closed = new Promise((resolve) => Listener.prototype.close.call(server, resolve))
  await Promise.race([closed, pause(1000)])
  // Browsers keep connections open for a next request, which this process will not answer.
  setInterval(() => server.closeIdleConnections(), 100).unref()
  setTimeout(() => server.closeAllConnections(), 12_000).unref()
  await closed
  await portal.close()
  process.exit(0)
}

async function fail(error: unknown, portal?: StartedPortal) {
  console.error(startupMessage(error))
  await portal?.close()
  process.exit(1)
}

function complaintAbout({ code, message }: NodeJS.ErrnoException, port: number): Error {
  if (code === 'EADDRINUSE') {
    return new StartupError(
      `Port ${port} is taken by another program: stop that one, or set PORT to a free port, as in PORT=3001 npm start.`,
    )
  }
  if (code === 'EACCES')
    return new StartupError(`Port ${port} may not be used by this account: set PORT to one above 1023.`)
  return new StartupError(
    `The portal cannot listen on port ${port} (${message}): set PORT and HOST to an address of this machine.`,
  )
}
