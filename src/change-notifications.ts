import { onChange } from '#platform/db/transact.ts'
import { listenForChanges } from '#platform/db/change-listener.ts'

/** What is to know that something was written. */
export interface ChangeListener {
  invalidate: () => void
  /** Whether it will know. */
  setConnected: (connected: boolean) => void
}

/** Reports every change that is committed, by this process and of any other; returns what ends it. */
export function notifyOfChanges(url: string, all: readonly ChangeListener[]): () => Promise<void> {
  const invalidate = () => {
    for (const each of all) each.invalidate()
  }
  const setConnected = (connected: boolean) => {
    for (const each of all) each.setConnected(connected)
  }
  const stopLocal = onChange(invalidate)
  const stopRemote = listenForChanges(url, invalidate, setConnected)
  return async () => {
    stopLocal()
    await stopRemote()
  }
}
