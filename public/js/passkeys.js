/* Asks for a passkey and sends the form with it: to sign in, or to add one. Where the browser knows none, its button is not shown. */

export function enhance(button) {
  const { library, options, kind, action, failed } = button.dataset
  if (!globalThis.PublicKeyCredential) return
  const { form } = button

  // The library is a plain script that leaves its functions with the page.
  void import(library).then(() => {
    button.hidden = false
    form.hidden = false
    document.querySelector('.without-passkeys')?.remove()
  })

  const ask = async () => {
    const answer = await fetch(options, { method: 'POST', body: new URLSearchParams() })
    if (!answer.ok) throw new Error(`the portal answered ${answer.status}`)
    const { startAuthentication, startRegistration } = globalThis.SimpleWebAuthnBrowser
    const start = kind === 'add' ? startRegistration : startAuthentication
    return start({ optionsJSON: await answer.json() })
  }

  const send = (passkey) => {
    form.elements.passkey.value = JSON.stringify(passkey)
    if (action) form.action = action + new URL(form.action).search
    form.dataset.sending = 'yes'
    form.submit()
  }

  button.addEventListener('click', () => {
    form.querySelector('.passkey-failed')?.remove()
    // Whoever thinks better of it, or takes too long, may press the button again.
    ask().then(send, () => {
      const told = document.createElement('p')
      told.className = 'note passkey-failed'
      told.setAttribute('role', 'alert')
      told.dataset.color = 'warning'
      told.textContent = failed
      button.parentElement.after(told)
    })
  })
}
