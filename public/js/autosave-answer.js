/* Saves each answer where it stands, when somebody leaves the question or presses Save. What the server shows of it is what
   happened: "saved" stands there only when it said so, and what it could not take comes back with the reason. */

export function enhance(place) {
  const words = place.dataset
  const wait = new Map()

  const statusOf = (form) => form.querySelector('[data-status]')
  const say = (form, text) => (statusOf(form).textContent = text)
  const typedIn = (form) => new URLSearchParams(new FormData(form)).toString()
  const sent = new Map([...place.querySelectorAll('[data-answer]')].map((form) => [form, typedIn(form)]))
  const isTouched = (form) => sent.has(form) && sent.get(form) !== typedIn(form)

  async function save(form) {
    clearTimeout(wait.get(form))
    if (form.dataset.busy === 'yes') return later(form)
    const body = typedIn(form)
    form.dataset.busy = 'yes'
    say(form, words.sending)
    try {
      const answer = await fetch(form.getAttribute('action').replace(/#.*/, ''), {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body,
      })
      take(form, body, answer, new DOMParser().parseFromString(await answer.text(), 'text/html'))
    } catch {
      say(form, words.failed)
    } finally {
      form.dataset.busy = 'no'
    }
  }

  function take(form, body, answer, page) {
    const { id } = form.closest('article')
    const fresh = page.getElementById(id)
    if (answer.status === 401) return askToSignIn(form)
    if (!fresh) return say(form, words.refused)
    if (!answer.ok) return showWhy(form, fresh)
    const now = fresh.querySelector('[data-answer]')
    form.elements.version.value = now.elements.version.value
    sent.set(form, body.replace(/(^|&)version=\d+/, `$1version=${now.elements.version.value}`))
    say(form, isTouched(form) ? words.unsaved : statusOf(now).textContent)
    for (const count of place.parentElement.querySelectorAll('[data-progress]')) {
      const theirs = page.querySelector(`[data-progress="${count.dataset.progress}"]`)
      if (theirs) count.textContent = theirs.textContent
    }
    if (isTouched(form)) later(form)
  }

  // The page stays, and what was typed with it: signing in happens beside it.
  function askToSignIn(form) {
    const link = Object.assign(document.createElement('a'), { href: words.signIn, target: '_blank' })
    link.textContent = words.signInWords
    statusOf(form).replaceChildren(`${words.signedOut} `, link)
  }

  // The server's own form of the question, with what was typed, the reason and, after a conflict, the other text.
  function showWhy(form, fresh) {
    sent.delete(form)
    form.closest('article').replaceWith(fresh)
    sent.set(fresh.querySelector('[data-answer]'), '')
    fresh.querySelector('[role=alert]')?.focus()
  }

  // Who says that a question does not apply still has to say why.
  const isHalf = ({ elements }) => elements.notApplicable.checked && elements.reason.value.trim() === ''

  function later(form) {
    clearTimeout(wait.get(form))
    wait.set(
      form,
      setTimeout(() => isTouched(form) && !isHalf(form) && save(form), 1000),
    )
  }

  const formOf = (target) => target.closest?.('[data-answer]')

  place.addEventListener('submit', (event) => {
    const form = formOf(event.target)
    if (!form) return
    event.preventDefault()
    void save(form)
  })
  place.addEventListener('input', ({ target }) => {
    const form = formOf(target)
    if (!form) return
    clearTimeout(wait.get(form))
    if (isTouched(form)) say(form, words.unsaved)
  })
  place.addEventListener('change', ({ target }) => {
    const form = formOf(target)
    if (form && !form.querySelector('[role=alert]')) later(form)
  })
  place.addEventListener('focusout', ({ target, relatedTarget }) => {
    const form = formOf(target)
    if (!form || form.contains(relatedTarget) || form.querySelector('[role=alert]')) return
    if (isTouched(form) && !isHalf(form)) void save(form)
  })
  addEventListener('beforeunload', (event) => {
    if ([...sent.keys()].some((form) => form.isConnected && isTouched(form))) event.preventDefault()
  })
}
