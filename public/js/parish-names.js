/* Offers names of parishes for what is typed into a field: the list that the page brought grows with what the server finds. */

export function enhance(field) {
  const list = field.list
  let asked = ''
  field.addEventListener('input', async () => {
    const typed = field.value.trim()
    if (typed === '' || typed === asked || [...list.options].some(({ value }) => value === typed)) return
    asked = typed
    const answer = await fetch(`${field.dataset.names}?${new URLSearchParams({ typed })}`).catch(() => null)
    // What was typed meanwhile asks for itself.
    if (!answer?.ok || asked !== typed) return
    const names = await answer.json()
    list.replaceChildren(...names.map((name) => Object.assign(document.createElement('option'), { value: name })))
  })
}
