/*
 * Keeps what is being typed: on the server, a few seconds after the last key, and in this browser for as long as the
 * server has not said that it has it. The line at the end of the form says which of the two is true.
 */

const prefix = 'draft:'
const afterTyping = 2500
const patience = 8000
const again = 10_000

/** 16 random bytes as a UUID; crypto.randomUUID wants an encrypted connection, and a newer browser. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  return [...bytes]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

const inBrowser = {
  set(name, text) {
    try {
      localStorage.setItem(name, text)
      return true
    } catch {
      return false
    }
  },
  remove(name) {
    try {
      localStorage.removeItem(name)
    } catch {
      // A browser without a store has nothing to forget.
    }
  },
  names(person) {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(`${prefix}${person}:`))
    } catch {
      return []
    }
  },
}

/** Gives an answer so many milliseconds; AbortSignal.timeout is younger than the browsers we serve. */
function within(milliseconds) {
  const limit = new AbortController()
  setTimeout(() => limit.abort(), milliseconds)
  return limit.signal
}

const post = (url, text, signal = within(patience)) =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: text,
    // What is longer than a browser takes along when a page is left waits in its store.
    keepalive: text.length < 60_000,
    signal,
  })

/** Sends what is left in this browser; what the server has, or was saved as a form since, is removed. */
export async function sendRest({ person, url }, own = '') {
  const arrived = []
  for (const name of inBrowser.names(person)) {
    const id = name.slice(`${prefix}${person}:`.length)
    if (id === own) continue
    const text = localStorage.getItem(name)
    const status = await post(url, text).then(
      ({ status }) => status,
      () => 0,
    )
    if (status === 204) arrived.push({ id, fields: new URLSearchParams(text) })
    if ([204, 400, 410].includes(status)) inBrowser.remove(name)
  }
  return arrived
}

/** Sends a form as its button would; the portal tells a script where a saved form leads instead of going there. */
async function sendForm(form, submitter, data) {
  const answer = await fetch(submitter?.formAction || form.action, {
    method: 'POST',
    headers: { 'X-Sent-By': 'script' },
    body: form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data),
    signal: within(Number(form.dataset.patience ?? 20_000)),
  })
  return { status: answer.status, to: answer.headers.get('X-Location') }
}

// Files take as long as the line does, and are sent once: whether there is a line is asked before.
const hasFiles = (form) =>
  !form.dataset.patience && [...form.elements].some((control) => control.files && control.files.length > 0)

const isAnswered = () =>
  fetch('/health/live', { method: 'HEAD', cache: 'no-store', signal: within(patience) }).then(
    ({ ok }) => ok,
    () => false,
  )

function goTo(place) {
  const here = location.pathname + location.search
  location.assign(place)
  // The same page with another fragment is not loaded again by itself.
  if (place.split('#')[0] === here && place.includes('#')) location.reload()
}

function offer(line, { id, fields }) {
  const { subject, base } = line.dataset
  const template = line.parentElement.querySelector('template[data-offer]')
  if (fields.get('_subject') !== subject || !template) return
  const shown = template.content.cloneNode(true)
  const query = new URLSearchParams({ ...(fields.get('in') && { in: fields.get('in') }), draft: id })
  shown.querySelector('a').href = `${base}?${query}`
  line.closest('main').prepend(shown)
}

export function enhance(line) {
  const form = line.closest('form')
  const { person, url, subject, locale } = line.dataset
  const holder = form.elements.draft
  const clock = new Intl.DateTimeFormat({ lv: 'lv-LV', et: 'et-EE', en: 'en-GB' }[locale], {
    timeZone: 'Europe/Riga',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
  let timer = 0
  let writing = 0
  let unsent = false
  let sending = null
  let leaving = false
  let trying = false
  let sure = false

  const name = () => `${prefix}${person}:${holder.value}`
  const fields = () => {
    const typed = [...new FormData(form)].filter(([, value]) => typeof value === 'string')
    return new URLSearchParams([...typed, ['_subject', subject]]).toString()
  }
  const say = (words) => {
    if (line.textContent !== words) line.textContent = words
  }
  const schedule = (wait) => {
    clearTimeout(timer)
    timer = setTimeout(send, wait)
  }
  // `kept` of the form: 'yes' by the server, 'here' in this browser, 'no' nowhere.
  const keepHere = () => {
    clearTimeout(writing)
    writing = 0
    if (!holder.value) holder.value = newId()
    const here = inBrowser.set(name(), fields())
    form.dataset.kept = here ? 'here' : 'no'
    return here
  }

  async function send() {
    timer = 0
    if (sending || leaving || trying || !unsent) return
    unsent = false
    sending = new AbortController()
    const limit = setTimeout(() => sending?.abort(), patience)
    try {
      const answer = await post(url, fields(), sending.signal)
      onAnswer(answer.status, new Date(answer.headers.get('date') ?? Date.now()))
    } catch {
      unsent = true
      onAnswer(0)
    } finally {
      clearTimeout(limit)
      sending = null
      if (unsent && !leaving && !timer) schedule(afterTyping)
    }
  }

  function onAnswer(status, at) {
    if (leaving || trying) return
    if (status === 204) {
      if (unsent) return
      delete line.dataset.refused
      inBrowser.remove(name())
      form.dataset.kept = 'yes'
      return say(`${line.dataset.kept}: ${clock.format(at)}`)
    }
    unsent = true
    // The form was saved, in another tab or a page that came back from memory: what is typed now is another draft.
    if (status === 410) holder.value = newId()
    const here = keepHere()
    if (status === 410) return schedule(0)
    const words = { 401: line.dataset.signedOut, 413: line.dataset.long }[status]
    say(words ?? (here ? line.dataset.waiting : line.dataset.lost))
    if (status !== 413) schedule(again)
  }

  function touched({ target }) {
    if (target.form !== form || target === holder) return
    unsent = true
    delete line.dataset.refused
    if (form.dataset.kept !== 'here') form.dataset.kept = 'no'
    writing ||= setTimeout(keepHere, 300)
    if (!timer && !sending) schedule(afterTyping)
  }

  form.addEventListener('input', touched)
  form.addEventListener('change', touched)
  // Somebody may have typed before this was loaded.
  const typed = [...form.elements].find(
    (control) =>
      control.type !== 'hidden' && control.defaultValue !== undefined && control.value !== control.defaultValue,
  )
  if (typed) touched({ target: typed })
  addEventListener('online', () => unsent && schedule(0))

  const leave = () => {
    leaving = true
    clearTimeout(timer)
    clearTimeout(writing)
    sending?.abort()
    if (unsent) keepHere()
  }

  // Sent by the script first: where nobody answers, or the portal cannot save, the page with the text stays and says so.
  // A form that is saved leads on; any other answer is for a page of its own, and the browser asks for it.
  async function trySaving(submitter) {
    clearTimeout(timer)
    sending?.abort()
    trying = true
    keepHere()
    say(line.dataset.saving)
    const sent = new FormData(form)
    if (submitter?.name) sent.append(submitter.name, submitter.value)
    // A form that is kept until the portal answers asks first whether there is a line, and says where to go meanwhile.
    const asked = { line: true }
    form.dispatchEvent(new CustomEvent('sending', { detail: asked }))
    const byBrowser = hasFiles(form)
    const tried = await (byBrowser ? isAnswered() : asked.line)
    const answer = tried && !byBrowser ? sendForm(form, submitter, sent) : Promise.resolve({ status: tried ? 200 : 0 })
    const { status, to } = await answer.catch(() => ({ status: 0 }))
    const answered = { status, sent, tried, place: status === 204 ? to : null }
    form.dispatchEvent(new CustomEvent('answered', { detail: answered }))
    const place = await answered.place
    trying = false
    if (place) {
      leave()
      inBrowser.remove(name())
      form.dataset.sending = 'yes'
      return goTo(place)
    }
    if ([0, 413, 429, 500, 503].includes(status)) {
      onAnswer(status)
      say(status === 413 ? line.dataset.tooLong : line.dataset.refusedWords)
      line.dataset.refused = 'yes'
      return line.scrollIntoView({ block: 'nearest' })
    }
    sure = true
    if (submitter) return submitter.click()
    leave()
    form.submit()
  }

  // Safari before 15.4 does not say which button sends a form.
  let pressed = null
  form.addEventListener('click', ({ target }) => (pressed = target.closest('button')))
  form.addEventListener('submit', (event) => {
    const submitter = event.submitter ?? pressed
    const saves = !submitter || submitter.name !== 'do' || submitter.value === 'save'
    if (event.defaultPrevented) return
    if (sure || !saves) return leave()
    event.preventDefault()
    if (!trying) void trySaving(submitter)
  })
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    leaving = sure = false
    if (unsent) schedule(0)
  })
  // Whoever signs out has it sent first, and leaves nothing in this browser.
  document.addEventListener('signing-out', () => unsent && !leaving && keepHere())
  addEventListener('pagehide', () => {
    if (leaving || !unsent || document.body.dataset.signingOut) return
    keepHere()
    navigator.sendBeacon(url, new URLSearchParams(fields()))
  })

  void sendRest({ person, url }, holder.value).then((arrived) => arrived.forEach((each) => offer(line, each)))
}
