/*
 * The service worker of a mentor's browser; src/platform/pages/service-worker.ts puts it behind `shell`, the addresses it keeps from the start,
 * and outbox.js. It keeps the form for logging advice, and answers where there is no connection: with that form, or
 * with a page that says so. Nothing else of the portal is ever kept.
 */

/* global shell, sendUnsent, forgetAll */

const cacheName = 'kept'
const patience = 5000
const longest = 30 * 86_400_000
const logPath = /^\/(lv|et|en)\/work\/advice\/new$/

async function keepShell(anew) {
  const cache = await caches.open(cacheName)
  // Pages as a visitor gets them: they name nobody.
  await Promise.all(
    shell.map(async (url) => {
      const asset = url.startsWith('/assets/')
      if ((asset || !anew) && (await cache.match(url))) return
      const answer = await fetch(url, { credentials: 'omit', cache: asset ? 'default' : 'reload' })
      if (!answer.ok) throw new Error(`${url} cannot be kept: ${answer.status}`)
      await cache.put(url, answer)
    }),
  )
}

/** Keeps the form as this person gets it; not the page for signing in, and nobody else's form. */
async function keepForm(path, person) {
  const answer = await fetch(`${path}?kept=yes`, { redirect: 'manual' }).catch(() => null)
  if (!answer?.ok) return false
  const text = await answer.text()
  if (!text.includes(`data-person="${person}"`)) return false
  const cache = await caches.open(cacheName)
  const headers = new Headers(answer.headers)
  headers.set('X-Kept-For', person)
  // The page counts from here which day it is when it is used.
  const dated = text.replace('data-copy="yes"', `data-copy="${Date.now()}"`)
  await cache.put(path, new Response(dated, { headers }))
  return true
}

/** After a new version: the kept forms as it makes them, and then nothing of the version before. */
async function renew() {
  const cache = await caches.open(cacheName)
  const all = await cache.keys()
  const forms = all.filter(({ url }) => logPath.test(new URL(url).pathname))
  const renewed = await Promise.all(
    forms.map(async (request) => {
      const person = (await cache.match(request))?.headers.get('X-Kept-For')
      return keepForm(new URL(request.url).pathname, person)
    }),
  )
  if (!renewed.every(Boolean)) return
  const wanted = new Set([...shell, ...forms.map(({ url }) => new URL(url).pathname)])
  await Promise.all(all.map((request) => wanted.has(new URL(request.url).pathname) || cache.delete(request)))
}

const after = (ms) => new Promise((_, reject) => setTimeout(reject, ms, new Error('no answer')))

/** The kept form, while it is no older than a month: what is on a telephone that is never used is not there for ever. */
async function keptForm(cache, pathname) {
  const form = logPath.test(pathname) ? await cache.match(pathname) : undefined
  const age = Date.now() - Date.parse(form?.headers.get('Date') ?? '')
  if (age > longest) await cache.delete(pathname)
  return age > longest ? undefined : form
}

async function answerWith(request, { pathname, search }) {
  const cache = await caches.open(cacheName)
  const form = await keptForm(cache, pathname)
  const answer = await Promise.race([fetch(request), ...(form && !search ? [after(patience)] : [])]).catch(() => null)
  if (answer && !(form && answer.status >= 500)) return answer
  const [, locale] = /^\/(lv|et|en)(\/|$)/.exec(pathname) ?? [null, 'lv']
  return form ?? (await cache.match(`/${locale}/offline`)) ?? Response.error()
}

const assetOf = async (request) => (await caches.match(request, { cacheName })) ?? fetch(request)

self.addEventListener('install', (event) => event.waitUntil(keepShell(true).then(() => self.skipWaiting())))
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim().then(renew)))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(assetOf(request))
  else if (request.mode === 'navigate') event.respondWith(answerWith(request, url))
})

self.addEventListener('message', (event) => {
  const { keep, person, forget } = event.data
  // What was kept may have been forgotten when somebody signed out.
  // A page that was on its way when the worker became active is its page all the same.
  if (keep) event.waitUntil(Promise.all([keepShell(false), keepForm(keep, person), self.clients.claim()]))
  if (forget) event.waitUntil(forgetAll().then(() => self.registration.unregister()))
})

self.addEventListener('sync', (event) => {
  if (event.tag !== 'unsent') return
  event.waitUntil(
    sendUnsent().then((left) => {
      // The browser tries again by itself where this fails.
      if (left > 0) throw new Error(`${left} still wait`)
    }),
  )
})
