/**
 * Lets so many go on at once by each key, in this process; others wait until one of them is done. Gives what ends a turn, which
 * does no harm when it is called again.
 */
export function turnsOf(most: number): (key: string) => Promise<() => void> {
  const taken = new Map<string, number>()
  const waiting = new Map<string, (() => void)[]>()

  const end = (key: string) => {
    const next = waiting.get(key)?.shift()
    if (next) return next()
    const left = (taken.get(key) ?? 1) - 1
    if (left > 0) taken.set(key, left)
    else [taken, waiting].forEach((each) => each.delete(key))
  }

  return async (key) => {
    const running = taken.get(key) ?? 0
    if (running < most) taken.set(key, running + 1)
    else
      await new Promise<void>((resolve) => {
        waiting.set(key, [...(waiting.get(key) ?? []), resolve])
      })
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      end(key)
    }
  }
}
