import { onAct } from '#db/act.ts'
import { listenForActs } from '#db/listen.ts'

/** What is to know that something was written. */
export interface Ears {
  forget: () => void
  /** Whether it will know. */
  trust: (heard: boolean) => void
}

/** Tells of every act, of this process and of any other; returns what ends it. */
export function hearActs(url: string, all: readonly Ears[]): () => Promise<void> {
  const forget = () => {
    for (const each of all) each.forget()
  }
  const trust = (heard: boolean) => {
    for (const each of all) each.trust(heard)
  }
  const stopHearing = onAct(forget)
  const stopListening = listenForActs(url, forget, trust)
  return async () => {
    stopHearing()
    await stopListening()
  }
}
