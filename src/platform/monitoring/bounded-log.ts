/**
 * Writes at once what is told for the first time, and then once a second the last of what came meanwhile, with how many
 * there were: what fails for everybody fills no disk.
 */
export function oncePerSecond<T extends object>(write: (told: T & { times: number }) => void): (told: T) => void {
  let waiting: { told: T; times: number } | null = null
  let resting = false

  const rest = () => {
    resting = true
    setTimeout(() => {
      resting = false
      if (!waiting) return
      write({ ...waiting.told, times: waiting.times })
      waiting = null
      rest()
    }, 1000).unref()
  }

  return (told) => {
    if (resting) {
      waiting = { told, times: (waiting?.times ?? 0) + 1 }
      return
    }
    write({ ...told, times: 1 })
    rest()
  }
}
