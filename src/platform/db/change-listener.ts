import pg from 'pg'

/**
 * Hears of acts that other processes commit. `heard` is called for each, and `trust` with whether notices arrive:
 * after a lost connection it tries again every second. Returns what ends it.
 */
export function listenForChanges(
  url: string,
  heard: () => void,
  trust: (listening: boolean) => void,
): () => Promise<void> {
  let client: pg.Client | null = null
  let retry: NodeJS.Timeout | undefined
  let ended = false

  const lost = () => {
    if (client === null) return
    client = null
    trust(false)
    if (!ended) retry = setTimeout(() => void listen(), 1000)
  }

  const listen = async () => {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: 'act-local listener',
      keepAlive: true,
      connectionTimeoutMillis: 3000,
    })
    client = fresh
    fresh.on('error', lost)
    fresh.on('end', lost)
    fresh.on('notification', heard)
    try {
      await fresh.connect()
      await fresh.query('listen acts')
      trust(true)
    } catch {
      lost()
    }
  }

  void listen()
  return async () => {
    ended = true
    clearTimeout(retry)
    await client?.end()
  }
}
