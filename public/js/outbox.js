/*
 * What was sent and has not arrived. It is kept in this browser until the portal says that it has it, each form under its
 * one-time key, so that sending it again makes no second record. The pages use this, and so does the service worker,
 * which has no page: it needs nothing but the browser's store, locks and network.
 */

const storeName = 'unsent'
const patienceOfQueue = 60_000
const patienceOfQuestion = 8000
const told = new BroadcastChannel(storeName)

function openStore() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(storeName, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName, { keyPath: 'key' })
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
}

async function inStore(mode, use) {
  const store = await openStore()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = store.transaction(storeName, mode)
      const asked = use(transaction.objectStore(storeName))
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onabort = transaction.onerror = () => reject(transaction.error)
    })
  } finally {
    store.close()
  }
}

/** All that waits here, oldest first. */
export const listUnsent = async () =>
  (await inStore('readonly', (items) => items.getAll())).sort((one, other) => one.sentAt - other.sentAt)

export const findUnsent = (key) => inStore('readonly', (items) => items.get(key))

/** Keeps a form that was sent, in place of an earlier one under its key. */
export async function keepUnsent(item) {
  await inStore('readwrite', (items) => items.put(item))
  told.postMessage('changed')
}

export async function dropUnsent(key) {
  await inStore('readwrite', (items) => items.delete(key))
  told.postMessage('changed')
}

/** Runs while nothing else sends or changes this item, in any tab or in the worker; not at all where something does. */
export const aloneWith = (key, run) =>
  navigator.locks.request(`unsent:${key}`, { ifAvailable: true }, (lock) => (lock ? run() : null))

/** Whether the portal answers just now. Browsers believe in lines that are cut, and networks have pages of their own for signing in. */
export async function isReachable() {
  if (!navigator.onLine) return false
  const limit = new AbortController()
  setTimeout(() => limit.abort(), patienceOfQuestion)
  const answer = await fetch('/sw.js', { method: 'HEAD', cache: 'no-store', signal: limit.signal }).catch(() => null)
  return Boolean(answer?.ok && answer.headers.get('Content-Type')?.includes('javascript'))
}

/** What an answer makes of an item: why it must wait for its person, or null where it arrived. */
const meanings = { 204: null, 401: 'signed_out', 403: 'refused', 404: 'refused', 413: 'long', 422: 'wrong' }

/** Sends one item, and says whether it is out of the way: arrived, or waiting for its person and not for a connection. */
async function send(item) {
  if (!(await isReachable())) return false
  // From here on it may have arrived without our knowing.
  await keepUnsent({ ...item, tried: true })
  const body = new FormData()
  for (const [name, value] of item.fields) body.append(name, value)
  const limit = new AbortController()
  setTimeout(() => limit.abort(), patienceOfQueue)
  const answer = await fetch(item.action, {
    method: 'POST',
    headers: { 'X-Sent-By': 'script', Accept: 'application/json' },
    body,
    signal: limit.signal,
  }).catch(() => null)
  const meaning = answer ? meanings[answer.status] : undefined
  if (meaning === undefined) return false
  if (meaning === null) {
    await dropUnsent(item.key)
    return true
  }
  const { problems = [] } = meaning === 'wrong' ? await answer.json().catch(() => ({})) : {}
  await keepUnsent({ ...item, tried: false, state: meaning, problems })
  return meaning !== 'signed_out'
}

/** Sends what waits for a connection; with `again` what was refused for who is signed in, too. Says how many still wait. */
export async function sendUnsent(again = false) {
  let left = 0
  for (const { key } of await listUnsent()) {
    const done = await aloneWith(key, async () => {
      const item = await findUnsent(key)
      const waits = item && (item.state === 'waiting' || (again && item.state === 'signed_out'))
      return waits ? send(item) : true
    })
    if (!done) left += 1
  }
  return left
}

/** Removes everything that this browser kept: what waits, and the pages. */
export async function forgetAll() {
  const names = await caches.keys()
  await Promise.all(names.map((name) => caches.delete(name)))
  await inStore('readwrite', (items) => items.clear())
  told.postMessage('changed')
}
