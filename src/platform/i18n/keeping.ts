// A key may hold what was typed, so that there is no end to them.
const mostKept = 10_000

/** The same function, which makes the value of each key once; of more than 10 000 keys only the first are kept. */
export function keeping<K extends string | number, T>(make: (key: K) => T): (key: K) => T {
  const kept = new Map<K, T>()
  return (key) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const made = make(key)
    if (kept.size < mostKept) kept.set(key, made)
    return made
  }
}
