/* Folds the lines of a table of rows on a narrow screen: each is one button that says what it is and opens its cells. */

const valueIn = (row, name) => {
  const cell = row.querySelector(`[name$=".${name}"]`)
  return cell?.selectedOptions ? cell.selectedOptions[0]?.textContent : cell?.value
}

// A few lines are read faster than they are opened.
const fewest = 4

/** Folds the lines of a longer table but those in which something is wrong; one that is added is open. */
export function fold(table) {
  const say = (row) => {
    const button = row.querySelector('[data-open]')
    const amount = row.querySelector('[data-amount]')?.value
    const said = [valueIn(row, 'month'), valueIn(row, table.dataset.names), amount]
    if (button) button.textContent = said.filter(Boolean).join(' · ') || '…'
  }
  const show = (row, isOpen) => {
    row.classList.toggle('row--folded', !isOpen)
    row.querySelector('[data-open]').setAttribute('aria-expanded', String(isOpen))
  }
  const prepare = (row, isOpen) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'entry-table__open' })
    button.dataset.open = ''
    row.querySelector('th').append(button)
    say(row)
    show(row, isOpen)
  }
  const lines = table.querySelectorAll('[data-row]')
  for (const row of lines) {
    prepare(row, lines.length < fewest || row.matches('.row--fresh') || row.querySelector('[aria-invalid]') !== null)
  }
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const row of addedNodes)
        if (row.matches?.('[data-row]') && !row.querySelector('[data-open]')) prepare(row, true)
  }).observe(table.tBodies[0], { childList: true })
  table.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-open]')
    if (button) show(button.closest('[data-row]'), button.getAttribute('aria-expanded') !== 'true')
  })
  // The amount is counted after this event.
  table.addEventListener('input', ({ target }) => {
    const row = target.closest('[data-row]')
    if (row) queueMicrotask(() => say(row))
  })
  // A link to what is wrong, and the keys, lead into a line that may be folded.
  table.addEventListener('focusin', ({ target }) => {
    const row = target.closest('.row--folded')
    if (row && target.matches('.cell')) show(row, true)
  })
}
