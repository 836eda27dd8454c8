/*
 * On every page of a mentor who is signed in: lets the service worker keep the form for logging advice, and sends what waits
 * in this browser. On the page of anybody else it comes only where a mentor was before them, and leaves nothing of theirs.
 */

const every = 30_000
const { person, queue, worker, form } = document.body.dataset
const able = 'locks' in navigator && 'indexedDB' in self && 'serviceWorker' in navigator

const keepAfter = 10 * 60_000

/** Lets the worker keep the form as it is now: when it is opened, and now and then on other pages. */
async function keepForm() {
  await navigator.serviceWorker.register(worker)
  const { active } = await navigator.serviceWorker.ready
  const name = `kept:${person}:${form}`
  const recently = Date.now() - Number(sessionStorage.getItem(name)) < keepAfter
  if (recently && location.pathname !== form) return
  sessionStorage.setItem(name, Date.now())
  active.postMessage({ keep: form, person })
}

function tell(words) {
  const told = Object.assign(document.createElement('p'), { className: 'note', role: 'alert', textContent: words })
  told.dataset.color = 'warning'
  document.querySelector('main').prepend(told)
}

/** Tells the form for signing out how much would be lost, and lets it leave nothing behind. */
function watchSignOut(signOut, { listUnsent, isReachable }) {
  // A page that is being left has nothing to count any more.
  const count = async () => {
    const unsent = await listUnsent().catch(() => null)
    if (unsent) signOut.dataset.waiting = unsent.length
  }
  new BroadcastChannel('unsent').addEventListener('message', count)
  let reached = false
  const refuse = async (event) => {
    if (reached) return (reached = false)
    event.preventDefault()
    event.stopImmediatePropagation()
    reached = await isReachable()
    if (reached) signOut.querySelector('button').click()
    else tell(signOut.dataset.noLine)
  }
  signOut.addEventListener('submit', refuse, { capture: true })
  signOut.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    localStorage.removeItem('keeper')
    navigator.serviceWorker.controller?.postMessage({ forget: true })
  })
  return count()
}

/** What somebody else typed here; what this person did is theirs. */
function forgetDrafts() {
  localStorage.removeItem('keeper')
  const drafts = Object.keys(localStorage).filter((name) => name.startsWith('draft:'))
  for (const name of drafts) if (!name.startsWith(`draft:${person}:`)) localStorage.removeItem(name)
}

export async function start() {
  if (!able) return
  const outbox = await import(queue)
  const { forgetAll, sendUnsent } = outbox
  const keeper = localStorage.getItem('keeper')
  if (keeper && keeper !== person) {
    forgetDrafts()
    await forgetAll()
  }
  // A form there is for mentors only; the worker comes where the portal lets it.
  if (!form) {
    const workers = await navigator.serviceWorker.getRegistrations()
    return Promise.all(workers.map((each) => each.unregister()))
  }
  localStorage.setItem('keeper', person)
  const signOut = document.querySelector('form[data-unsent]')
  await watchSignOut(signOut, outbox)
  const send = () => void sendUnsent(true)
  send()
  addEventListener('online', send)
  setInterval(() => signOut.dataset.waiting > 0 && send(), every)
  if (worker) await keepForm()
}
