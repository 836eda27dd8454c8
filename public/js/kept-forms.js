/*
 * Keeps what is typed into any form, as autosave.js does, and offers it again: for forms whose pages know of no drafts.
 * What a draft holds is put back into the fields here; a text whose field is gone is shown.
 */

const { drafts, draftsUrl: saveUrl, offersUrl, draftUrl, person } = document.body.dataset

// What of a page's address says only how it is shown.
const manner = ['in', 'draft', 'find']

/**
 * What a form is a draft of: where it is sent, what its page was asked for, in which language its texts are, and which of several
 * alike it is.
 */
function subjectOf(form, before) {
  const parts = new URL(form.action).pathname.split('/').slice(2)
  const asked = [...new URLSearchParams(location.search)].filter(([name]) => !manner.includes(name))
  const language = form.elements.in ? [`in-${form.elements.in.value}`] : []
  const subject = ['page', ...parts, ...asked.map((each) => each.join('-')), ...language]
    .map((part) => part.toLowerCase().replace(/[^a-z0-9-]/g, '-'))
    .join(':')
  const same = before.filter((each) => each.startsWith(subject)).length
  return (same > 0 ? `${subject}:${same + 1}` : subject).slice(0, 200)
}

const isHidden = (control) => control.type === 'hidden'

/** Puts texts into a form's fields; returns those that have none. The version that they were typed on comes with them. */
function fill(form, fields) {
  const without = []
  for (const [name, given] of Object.entries(fields)) {
    const values = [given].flat()
    const controls = [...form.elements].filter((control) => control.name === name)
    const [first] = controls
    if (first && isHidden(first) && name !== 'version') continue
    if (!first) {
      if (!['key', 'draft', 'rows'].includes(name)) without.push(...values.filter((value) => value.trim() !== ''))
    } else if (first.type === 'checkbox' || first.type === 'radio') {
      for (const control of controls) control.checked = values.includes(control.value)
    } else controls.forEach((control, at) => (control.value = values[at] ?? ''))
    if (first && !isHidden(first)) first.dispatchEvent(new Event('input', { bubbles: true }))
  }
  // What was unticked is not among what was sent.
  for (const control of form.elements) {
    if (control.type === 'checkbox' && !(control.name in fields)) control.checked = false
  }
  return without
}

const ask = (url, how) => fetch(url, how).catch(() => ({ ok: false }))

const sayNoAnswer = (offer) => (offer.querySelector('[data-no-answer]').hidden = false)

async function restore(form, offer, id) {
  const answer = await ask(draftUrl.replace('__draft__', id))
  if (!answer.ok) return sayNoAnswer(offer)
  const without = fill(form, (await answer.json()).fields)
  form.elements.draft.value = id
  const rest = offer.querySelector('[data-without]')
  rest.hidden = without.length === 0
  rest.append(
    ...without.map((text) => Object.assign(document.createElement('p'), { className: 'pre', textContent: text })),
  )
  for (const line of offer.querySelectorAll('[data-line], details')) line.remove()
  if (without.length === 0) offer.remove()
  form.querySelector('textarea, input:not([type=hidden]), select').focus()
}

async function discard(offer, line, url) {
  const answer = await ask(url, { method: 'POST', headers: { 'X-Sent-By': 'script' } })
  if (!answer.ok) return sayNoAnswer(offer)
  line.remove()
  const older = offer.querySelector('details')
  older.hidden = !older.querySelector('[data-line]')
  if (!offer.querySelector('[data-line]')) offer.remove()
}

/** Which draft a form was sent with, for the page that it comes back on with what is wrong. */
const sentDraft = {
  name: (form) => `sent:${person}:${new URL(form.action).pathname}`,
  keep(form, draft) {
    try {
      sessionStorage.setItem(this.name(form), JSON.stringify(draft))
    } catch {
      // A browser without a store offers the draft once more.
    }
  },
  take(form) {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.name(form)))
      sessionStorage.removeItem(this.name(form))
      return document.querySelector('main [role=alert]') ? kept : null
    } catch {
      return null
    }
  },
}

async function offerDrafts(form, subject, template) {
  const answer = await ask(`${offersUrl}?${new URLSearchParams({ subject })}`)
  const own = form.elements.draft.value
  const offers = answer.ok ? (await answer.json()).filter(({ id }) => id !== own) : []
  if (offers.length === 0) return
  const offer = template.content.querySelector('[data-offers]').cloneNode(true)
  const sample = offer.querySelector('[data-line]')
  const older = offer.querySelector('details')
  older.hidden = offers.length < 2
  offers.forEach(({ id, at, beginning }, index) => {
    const line = sample.cloneNode(true)
    const [restoring, discarding] = line.querySelectorAll('button')
    line.querySelector('time').textContent = at
    line.querySelector('span').textContent = beginning ? `“${beginning}”` : ''
    restoring.addEventListener('click', () => void restore(form, offer, id))
    discarding.addEventListener(
      'click',
      () => void discard(offer, line, `${draftUrl.replace('__draft__', id)}/discard`),
    )
    if (index === 0) offer.insertBefore(line, sample)
    else older.append(line)
  })
  sample.remove()
  form.before(offer)
}

/** Begins to keep what is typed into these forms. */
export async function keep(forms) {
  const { enhance, sendRest } = await import(drafts)
  const template = document.querySelector('template[data-keeping]')
  const subjects = []
  for (const form of forms) {
    const sent = sentDraft.take(form)
    const subject = sent ? sent.subject : subjectOf(form, subjects)
    subjects.push(subject)
    const line = template.content.querySelector('.keeping').cloneNode(true)
    line.dataset.subject = subject
    const holder = Object.assign(document.createElement('input'), {
      type: 'hidden',
      name: 'draft',
      value: sent ? sent.id : '',
    })
    const place = [...form.querySelectorAll('.save, .actions')].pop() ?? form
    place.append(holder, line)
    enhance(line)
    form.addEventListener('submit', () => sentDraft.keep(form, { id: holder.value, subject }))
  }
  await sendRest({ person, url: saveUrl })
  await Promise.all(forms.map((form, at) => offerDrafts(form, subjects[at], template)))
}
