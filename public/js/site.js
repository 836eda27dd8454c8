/* Makes two things better where scripts run: what went wrong (the list of problems, a conflict) gets the focus, and a form is not sent twice by impatience. */

document.querySelector('main [role=alert][tabindex="-1"]')?.focus()

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
  if (form.method !== 'post') return
  if (isSending(form)) event.preventDefault()
  else queueMicrotask(() => event.defaultPrevented || mark(form, true))
})

// Leaving a form with something typed in it asks first.
const touched = new Set()
document.addEventListener('input', ({ target }) => target.form?.matches('.form') && touched.add(target.form))
addEventListener('beforeunload', (event) => {
  if ([...touched].some((form) => !isSending(form))) event.preventDefault()
})

// Coming back from the browser's memory, the buttons work again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sending=yes]')) mark(form, false)
})

// A part of a page may name a module that makes it quicker to use.
for (const part of document.querySelectorAll('[data-enhance]')) {
  void import(part.dataset.enhance).then(({ enhance }) => enhance(part))
}
