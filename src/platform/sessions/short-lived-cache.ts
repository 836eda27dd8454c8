interface CachedValue {
  until: number
  value: unknown
}

// Acts end what is remembered at once; the time is a second wall, should a notice of another process be lost.
const longest = 10_000
const most = 5000

/**
 * What was found a moment ago, by key, until the next change anywhere: `invalidate` is called after every change of this process
 * and every notice of another's; `setConnected(false)` stops remembering while notices cannot arrive.
 */
export function createShortLivedCache() {
  const entries = new Map<string, CachedValue>()
  let generation = 0
  let connected = false

  const invalidate = () => {
    generation += 1
    entries.clear()
  }

  return {
    invalidate,
    setConnected: (isConnected: boolean) => {
      connected = isConnected
      invalidate()
    },
    drop: (key: string) => {
      generation += 1
      entries.delete(key)
    },
    /** What `find` finds, or found a moment ago. Nothing found is not remembered. */
    remember: async <T>(key: string, find: () => Promise<T | undefined>): Promise<T | undefined> => {
      const known = entries.get(key)
      if (known && known.until > Date.now()) return known.value as T
      const seen = generation
      const value = await find()
      // A change that came while the database was asked may have changed the answer.
      if (value !== undefined && connected && seen === generation) {
        if (entries.size >= most) entries.clear()
        entries.set(key, { until: Date.now() + longest, value })
      }
      return value
    },
  }
}

export type ShortLivedCache = ReturnType<typeof createShortLivedCache>
