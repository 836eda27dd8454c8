/*
 * The list of what was sent and has not arrived, and the form for logging advice where there is no connection: what the
 * portal does not answer is kept, and a form of the list can be opened again.
 */

const { person, queue, form: fresh } = document.body.dataset
const mostBytes = 30_000_000
const mostSteps = 3
const { aloneWith, dropUnsent, findUnsent, keepUnsent, listUnsent } = await import(queue)

const newKey = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return text.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

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
    if (discard.dataset.told) return dropUnsent(item.key)
    discard.dataset.told = 'yes'
    discard.textContent = discard.dataset.sure
  })
  return line
}

async function list(section) {
  const items = (await listUnsent()).filter((item) => item.person === person)
  section.hidden = items.length === 0
  section.querySelector('[data-count]').textContent = items.length
  section.querySelector('ul').replaceChildren(...items.map((item) => shown(section, item)))
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

function fill(form, fields) {
  const typed = Map.groupBy(fields, ([name]) => name)
  const rows = String(typed.get('rows')?.[0][1] ?? '').split(' ')
  for (const key of rows) if (key && !stepsOf(form).includes(key)) addStep(form, key)
  for (const control of form.elements) {
    const values = (typed.get(control.name) ?? []).map(([, value]) => value)
    if (control.type === 'radio' || control.type === 'checkbox') control.checked = values.includes(control.value)
    else if (control.type === 'file') control.files = filesOf(values)
    else if (control.name !== 'rows' && values.length > 0) control.value = values[0]
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
  const opened = Promise.withResolvers()
  const left = new Promise((resolve) => addEventListener('pagehide', resolve, { once: true }))
  void aloneWith(key, async () => {
    const item = await findUnsent(key)
    if (item && !(item.state === 'waiting' && item.tried)) fill(form, item.fields)
    opened.resolve(item)
    if (item) await left
  })
  const item = await opened.promise
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
  const label = place?.value ? [place.closest('optgroup')?.label, place.textContent].join(', ') : ''
  const key = form.elements.key.value
  await keepUnsent({
    key,
    person,
    label,
    fields,
    tried,
    action: form.action,
    at: Date.now(),
    state: 'waiting',
    problems: [],
  })
  const registration = await navigator.serviceWorker.getRegistration()
  await registration?.sync?.register('unsent').catch(() => undefined)
  return fresh
}

async function hear(form, answered) {
  const key = form.elements.key.value
  if (answered.status === 204) {
    await dropUnsent(key)
    return answered.place
  }
  const item = await findUnsent(key)
  if (answered.status === 422 && item) await keepUnsent({ ...item, state: 'wrong', problems: [] })
  const unanswered = answered.status === 0 || answered.status === 429 || answered.status >= 500
  return unanswered ? keep(form, answered).catch(() => null) : null
}

/** A form from the device's own copy: a key of its own, today's day, and what was typed here and not sent. */
function freshen(form, section) {
  form.elements.key.value = newKey()
  const { heldOn } = form.elements
  const days = (dayInRiga(Date.now()) - dayInRiga(Number(form.dataset.copy))) / oneDay
  heldOn.value = heldOn.defaultValue = later(heldOn.defaultValue, days)
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
  if (form.dataset.copy) freshen(form, section)
  const [, key] = /^#unsent=([\w-]+)$/.exec(location.hash) ?? []
  if (key) void reopen(form, section, key)
  addEventListener('hashchange', () => location.hash.startsWith('#unsent=') && location.reload())
  form.querySelector('[name=do][value=add]')?.addEventListener('click', (event) => {
    const step = freeStep(form)
    event.preventDefault()
    if (step) addStep(form, step)
    form.elements[`row.${step}.what`]?.focus()
  })
  form.addEventListener('answered', ({ detail }) => {
    detail.place = hear(form, { ...detail }).then((place) => {
      if (place) form.dataset.done = 'yes'
      return place
    })
  })
  // Whoever comes back to a form that was sent gets an empty one: under the old key a second text would be lost.
  addEventListener('pageshow', ({ persisted }) => persisted && form.dataset.done && location.reload())
}

export function enhance(section) {
  const form = document.querySelector('form[data-queued]')
  if (form) work(form, section)
  new BroadcastChannel('unsent').addEventListener('message', () => list(section))
  return list(section)
}
