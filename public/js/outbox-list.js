/*
 * The list of what was sent and has not arrived, and the form for logging advice where there is no connection: what the
 * portal does not answer is kept, and a form of the list can be opened again.
 */

const { person, queue, drafts, form: fresh } = document.body.dataset
const mostBytes = 30_000_000
const mostSteps = 3
// What is in the browser's store, from when the page is made better on.
let outbox = null

const oneDay = 86_400_000
const dayInRiga = (moment) => {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Riga' }).format(moment)
  return Date.parse(`${day}T00:00:00Z`)
}

/** A day as it is typed, so many days later. */
function later(typed, days) {
  const [day, month, year] = typed.split('.').map(Number)
  const moved = new Date(Date.UTC(year, month - 1, day) + days * oneDay)
  return moved.toISOString().slice(0, 10).split('-').reverse().join('.')
}

/* The list */

function shown(section, item) {
  const line = section.querySelector('template[data-item]').content.cloneNode(true)
  const part = (name) => line.querySelector(`[data-${name}]`)
  const typed = Object.fromEntries(item.fields.filter(([name]) => ['heldOn', 'summary'].includes(name)))
  part('what').textContent = [typed.heldOn, item.label].filter(Boolean).join(' · ')
  part('state').textContent = section.dataset[item.state === 'waiting' && item.tried ? 'tried' : item.state] ?? ''
  part('problems').replaceChildren(
    ...item.problems.map((text) => Object.assign(document.createElement('li'), { textContent: text })),
  )
  part('summary').textContent = typed.summary ?? ''
  part('sign-in').hidden = item.state !== 'signed_out'
  // What may have arrived already is not changed here: the change would be lost.
  part('open').hidden = item.state === 'waiting' && item.tried
  part('open').href = `${fresh}#unsent=${item.key}`
  const discard = part('discard')
  discard.addEventListener('click', async () => {
    if (discard.dataset.told) return outbox.dropUnsent(item.key)
    discard.dataset.told = 'yes'
    discard.textContent = discard.dataset.sure
  })
  return line
}

async function list(section) {
  const items = (await outbox.listUnsent()).filter((item) => item.person === person)
  section.hidden = items.length === 0
  section.querySelector('[data-count]').textContent = items.length
  section.querySelector('ul').replaceChildren(...items.map((item) => shown(section, item)))
  if (items.some(({ state }) => state !== 'waiting')) section.querySelector('[data-list]').open = true
}

/* The form */

function addStep(form, key) {
  const holder = document.createElement('template')
  holder.innerHTML = form
    .querySelector('template[data-step]')
    .innerHTML.replaceAll('__key__', key)
    .replaceAll('__number__', stepsOf(form).length + 1)
  form.querySelector('[data-steps]').append(holder.content)
  form.elements.rows.value = `${form.elements.rows.value} ${key}`.trim()
  form.querySelector('[name=do][value=add]').hidden = stepsOf(form).length >= mostSteps
}

const stepsOf = (form) => form.elements.rows.value.split(' ').filter(Boolean)
const freeStep = (form) => ['new-1', 'new-2', 'new-3'].find((key) => !stepsOf(form).includes(key))

// What an empty form does not ask: the request that the session answers, pictures that the portal has already.
const isHeldBack = (form, name) =>
  /^(request|photos(\.(shown|[\w-]{36}\.alt))?)$/.test(name) && (!form.elements[name] || name === 'photos')

function hide(form, name, value) {
  form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
}

function fill(form, fields) {
  const typed = (name) => fields.filter(([each]) => each === name).map(([, value]) => value)
  for (const [name, value] of fields) if (typeof value === 'string' && isHeldBack(form, name)) hide(form, name, value)
  const rows = String(typed('rows')[0] ?? '').split(' ')
  for (const key of rows) if (key && !stepsOf(form).includes(key)) addStep(form, key)
  for (const control of form.elements) {
    const values = typed(control.name)
    if (control.type === 'radio' || control.type === 'checkbox') control.checked = values.includes(control.value)
    else if (control.type === 'file') control.files = filesOf(values)
    else if (!['rows', 'photos'].includes(control.name) && values.length > 0) control.value = values[0]
    if (values.some((value) => value instanceof File || value.trim()))
      control.closest('details')?.setAttribute('open', '')
  }
}

function filesOf(values) {
  const holder = new DataTransfer()
  for (const value of values) if (value instanceof File) holder.items.add(value)
  return holder.files
}

/** Opens a form of the list again; while it is open here it is not sent from anywhere else. */
async function reopen(form, section, key) {
  const left = new Promise((resolve) => addEventListener('pagehide', resolve, { once: true }))
  let opened = null
  const opening = new Promise((resolve) => (opened = resolve))
  void outbox
    .aloneWith(key, async () => {
      const item = await outbox.findUnsent(key)
      if (item && !(item.state === 'waiting' && item.tried)) fill(form, item.fields)
      // Back from another page it may have been sent: it is opened anew.
      form.dataset.done = 'yes'
      opened(item)
      if (item) await left
    })
    .then(() => opened(null))
  const item = await opening
  if (item?.problems.length > 0) {
    const told = section.querySelector('template[data-told]').content.cloneNode(true)
    told.querySelector('p').textContent += ` ${item.problems.join(' ')}`
    form.before(told)
  }
}

async function keep(form, { sent, tried }) {
  const fields = [...sent].filter(([, value]) => typeof value === 'string' || value.size > 0)
  const bytes = fields.reduce((sum, [, value]) => sum + (value.size ?? 0), 0)
  if (bytes > mostBytes) return null
  const place = form.elements.place.selectedOptions[0]
  const label = place?.value ? place.textContent : ''
  const key = form.elements.key.value
  await outbox.keepUnsent({
    key,
    person,
    label,
    fields,
    tried,
    action: form.action,
    sentAt: Date.now(),
    state: 'waiting',
    problems: [],
  })
  const registration = await navigator.serviceWorker.getRegistration()
  await registration?.sync?.register('unsent').catch(() => undefined)
  return fresh
}

async function onAnswer(form, answered) {
  const key = form.elements.key.value
  if (answered.status === 204) {
    await outbox.dropUnsent(key)
    return answered.place
  }
  const item = await outbox.findUnsent(key)
  if (answered.status === 422 && item) await outbox.keepUnsent({ ...item, state: 'wrong', problems: [] })
  const unanswered = answered.status === 0 || answered.status === 429 || answered.status >= 500
  // Whoever sends too much at once was heard, and nothing was read.
  const tried = answered.tried && answered.status !== 429
  return unanswered ? keep(form, { ...answered, tried }).catch(() => null) : null
}

/** Today, counted from the day on which the worker kept the form. */
function setDay(form) {
  const { heldOn } = form.elements
  // Without a day the copy came from the portal itself just now.
  if (form.dataset.copy === 'yes') return
  const days = (dayInRiga(Date.now()) - dayInRiga(Number(form.dataset.copy))) / oneDay
  heldOn.value = heldOn.defaultValue = later(heldOn.defaultValue, days)
  form.querySelector('[data-day]').textContent = heldOn.value
}

/** A form from the device's own copy: a key of its own, today's day, and what was typed here and not sent. */
async function freshen(form, section) {
  const { newId } = await import(drafts)
  form.elements.key.value = newId()
  setDay(form)
  for (const name of Object.keys(localStorage).filter((name) => name.startsWith(`draft:${person}:`))) {
    const fields = [...new URLSearchParams(localStorage.getItem(name))]
    if (!fields.some(([key, value]) => key === '_subject' && value === 'advice:new')) continue
    const offer = section.querySelector('template[data-draft]').content.cloneNode(true)
    const shownOffer = offer.firstElementChild
    offer.querySelector('button').addEventListener('click', () => {
      fill(form, fields)
      form.elements.draft.value = name.split(':')[2]
      shownOffer.remove()
    })
    form.before(offer)
  }
}

function work(form, section) {
  if (form.dataset.copy) void freshen(form, section)
  const [, key] = /^#unsent=([\w-]+)$/.exec(location.hash) ?? []
  if (key) void reopen(form, section, key)
  addEventListener('hashchange', () => location.hash.startsWith('#unsent=') && location.reload())
  form.querySelector('[name=do][value=add]')?.addEventListener('click', (event) => {
    const step = freeStep(form)
    event.preventDefault()
    if (step) addStep(form, step)
    form.elements[`row.${step}.what`]?.focus()
  })
  form.addEventListener('sending', ({ detail }) => (detail.line = outbox.isReachable()))
  form.addEventListener('answered', ({ detail }) => {
    detail.place = onAnswer(form, { ...detail }).then((place) => {
      if (place) form.dataset.done = 'yes'
      return place
    })
  })
  // Whoever comes back to a form that was sent gets an empty one: under the old key a second text would be lost.
  addEventListener('pageshow', ({ persisted }) => persisted && form.dataset.done && location.reload())
}

export async function enhance(section) {
  // Where the line is not encrypted browsers keep nothing for us, and the form works as any other.
  if (!('locks' in navigator && 'BroadcastChannel' in self)) return
  outbox = await import(queue)
  const form = document.querySelector('form[data-queued]')
  if (form) work(form, section)
  // A page that is being left, or whose store is emptied, has nothing more to show.
  const show = () => list(section).catch(() => undefined)
  new BroadcastChannel('unsent').addEventListener('message', show)
  return show()
}
