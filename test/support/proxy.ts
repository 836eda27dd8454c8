import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A line to a database that can be cut, as when the server stops or the network goes, and mended again. */
export interface ProxiedLine {
  url: string
  cut(): Promise<void>
  mend(): Promise<void>
  /** From now on what runs over it, and whoever comes, waits for an answer that never comes, until it is cut. */
  hang(): void
}

/**
 * Opens a line to the database at `url`; cutting it ends what runs over it and refuses whoever comes. What clients send
 * may be altered on its way.
 */
export async function proxyTo(url: string, alter = (sent: Buffer): Buffer => sent): Promise<ProxiedLine> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let server = createServer()
  let isHung = false

  const listen = (port: number) =>
    new Promise<void>((resolve) => {
      server = createServer((near) => {
        if (isHung) return void sockets.add(near.on('error', () => undefined))
        const far = connect(Number(target.port), target.hostname)
        for (const socket of [near, far]) {
          sockets.add(socket)
          socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
        }
        near.on('data', (sent: Buffer) => {
          if (!isHung) far.write(alter(sent))
        })
        near.on('end', () => void far.end())
        far.pipe(near)
      }).listen(port, '127.0.0.1', resolve)
    })

  await listen(0)
  const { port } = server.address() as AddressInfo
  const through = new URL(url)
  through.port = String(port)
  return {
    url: through.href,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
    mend: () => {
      isHung = false
      return listen(port)
    },
    hang: () => {
      isHung = true
    },
  }
}
