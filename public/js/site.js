/* Makes two things better where scripts run: what went wrong (the list of problems, a conflict) gets the focus, and a form is not sent twice by impatience. */

document.querySelector('main [role=alert][tabindex="-1"]')?.focus()

// A form may have a control called `method`, which then stands in the place of its own.
const isPosted = (form) => form.getAttribute('method') === 'post'
const isSending = (form) => form.dataset.sending === 'yes'

function mark(form, sending) {
  form.dataset.sending = sending ? 'yes' : 'no'
  for (const button of form.querySelectorAll('button:not([type=button])')) {
    if (sending) button.setAttribute('aria-disabled', 'true')
    else button.removeAttribute('aria-disabled')
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!isPosted(form)) return
  if (isSending(form)) event.preventDefault()
  else queueMicrotask(() => event.defaultPrevented || mark(form, true))
})

// Leaving a form with something typed in it asks first, unless it is kept as a draft.
const isKept = (form) => ['yes', 'here'].includes(form.dataset.kept)
const touched = new Set()
document.addEventListener('input', ({ target }) => target.form?.matches('.form') && touched.add(target.form))
addEventListener('beforeunload', (event) => {
  if ([...touched].some((form) => !isSending(form) && !isKept(form))) event.preventDefault()
})

// Coming back from the browser's memory, the buttons work again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sending=yes]')) mark(form, false)
})

// What is written in a form is kept while it is typed; where the page offers drafts, it does so itself.
const { keptForms } = document.body.dataset
const keepsItself = '[data-subject], [type=password], [autocomplete="one-time-code"]'
const isWritten = (form) =>
  isPosted(form) &&
  !form.matches('[data-not-kept]') &&
  !form.querySelector(keepsItself) &&
  form.querySelector('textarea, [type=text], [type=email], [type=tel], input:not([type])')
const written = [...document.querySelectorAll('main form.form')].filter(isWritten)
if (keptForms && written.length > 0) void import(keptForms).then(({ keep }) => keep(written))

// A part of a page may name a module that makes it quicker to use.
for (const part of document.querySelectorAll('[data-enhance]')) {
  void import(part.dataset.enhance).then(({ enhance }) => enhance(part))
}

// What this browser keeps because the server did not answer is sent as soon as it does, from whatever page comes first.
const { drafts, draftsUrl: url, offline, form: log, person } = document.body.dataset
const unsent = () => Object.keys(localStorage).filter((name) => name.startsWith(`draft:${person}:`))
if (drafts && unsent().length > 0 && written.length === 0 && !document.querySelector('[data-subject][data-kept]')) {
  void import(drafts).then(({ sendRest }) => sendRest({ person, url }))
}

// A mentor's browser keeps the form for logging advice, and nothing of it is for whoever signs in there next.
if (offline && (log || localStorage.getItem('keeper'))) void import(offline).then(({ start }) => start())

// Signing out leaves nothing in the browser: what is not saved is sent first, and who would lose something all the same is
// told, and signs out by asking again.
const signOut = document.querySelector('form[data-unsent]')
const wouldLose = () => unsent().length > 0 || signOut.dataset.waiting > 0

async function sendBeforeSigningOut() {
  const { sendRest } = await import(drafts)
  await sendRest({ person, url })
  if (!wouldLose()) return signOut.querySelector('button').click()
  signOut.dataset.told = 'yes'
  const told = document.createElement('p')
  told.className = 'note'
  told.setAttribute('role', 'alert')
  told.dataset.color = 'warning'
  told.textContent = signOut.dataset.unsent
  document.querySelector('main').prepend(told)
}

signOut?.addEventListener('submit', (event) => {
  document.dispatchEvent(new Event('signing-out'))
  if (wouldLose() && !signOut.dataset.told) {
    event.preventDefault()
    return void sendBeforeSigningOut()
  }
  for (const name of unsent()) localStorage.removeItem(name)
  document.body.dataset.signingOut = 'yes'
})
