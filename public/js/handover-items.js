/*
 * Makes the list of things on a handover quick where there are many: it is searched, counted, and ticked by kinds. What is
 * not ticked shows nothing to fill in. Without this every thing is ticked by itself.
 */

const boxOf = (item) => item.querySelector('[name=items]')

/** Shows what is asked of a thing only once it stands on the handover. */
function showFields(item) {
  for (const field of item.querySelectorAll('.field--quiet')) field.hidden = !boxOf(item).checked
}

function tick(items) {
  const to = !items.every((item) => boxOf(item).checked)
  for (const item of items) boxOf(item).checked = to
}

export function enhance(tools) {
  const list = tools.parentElement.querySelector('[data-items]')
  const items = [...list.querySelectorAll('[data-item]')]
  const kinds = [...list.querySelectorAll('[data-kind]')]
  const of = (kind) => items.filter((item) => kind.contains(item))
  const shown = (some) => some.filter((item) => !item.hidden)
  const texts = new Map(
    items.map((item) => [item, item.querySelector('label').textContent.toLowerCase().replace(/\s+/g, ' ')]),
  )

  const count = () => {
    items.forEach(showFields)
    const ticked = (some) => some.filter((item) => boxOf(item).checked).length
    tools.querySelector('[data-ticked]').textContent = ticked(items)
    for (const kind of kinds) kind.querySelector('[data-ticked]').textContent = `${ticked(of(kind))} / `
  }

  const search = (typed) => {
    const words = typed.toLowerCase().split(/\s+/)
    for (const item of items) item.hidden = !words.every((word) => texts.get(item).includes(word))
    for (const kind of kinds) kind.hidden = shown(of(kind)).length === 0
    tools.querySelector('[data-none]').hidden = shown(items).length > 0
  }

  const field = tools.querySelector('[type=search]')
  field.addEventListener('input', () => search(field.value))
  // Enter looks for something here, and saves nothing.
  field.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault())
  const button = (place, some) =>
    place.querySelector('[data-all]').addEventListener('click', () => {
      tick(shown(some))
      count()
    })
  button(tools, items)
  for (const kind of kinds) {
    button(kind, of(kind))
    for (const part of kind.querySelectorAll('[data-all], [data-same]')) part.hidden = false
    kind.querySelector('[data-same] select').addEventListener('change', ({ target }) => {
      for (const item of shown(of(kind)))
        if (boxOf(item).checked) item.querySelector('[name$=".condition"]').value = target.value
    })
  }
  list.addEventListener('change', count)
  tools.hidden = false
  count()
}
