import pg from 'pg'

/**
 * Listens to changes that other processes commit. `onChange` is called for each, and `setConnected` with whether notices arrive:
 * after a lost connection it tries again every second. Returns what ends it.
 */
export function listenForChanges(
  url: string,
  onChange: () => void,
  setConnected: (listening: boolean) => void,
): () => Promise<void> {
  let client: pg.Client | null = null
  let retry: NodeJS.Timeout | undefined
  let ended = false

  const lost = () => {
    if (client === null) return
    client = null
    setConnected(false)
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
    fresh.on('notification', onChange)
    try {
      await fresh.connect()
      await fresh.query('listen changes')
      setConnected(true)
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
