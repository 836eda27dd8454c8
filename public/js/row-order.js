/* Sorts the rows of a table by the heads of its columns, and shows those alone that have some words. */

const controlIn = (row, column) => row.cells[column].querySelector('.cell, output')
const shownIn = (control) => (control.selectedOptions ? control.selectedOptions[0]?.textContent : control.value) ?? ''

/** What a cell is sorted by: a number, a month as its year and month, or its words. */
function keyOf(control, plainDecimal) {
  const text = shownIn(control).trim()
  const [, month, year] = /^(\d{1,2})\.(\d{4})$/.exec(text) ?? []
  if (year && control.inputMode === 'numeric') return Number(year) * 100 + Number(month)
  const plain = control.matches('[inputmode=decimal], output') ? plainDecimal(text.replace(/[^\d.,-]/g, '')) : null
  return plain === null ? text : Number(plain)
}

function compare(a, b) {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), document.documentElement.lang)
}

export function useOrder(table, rows, plainDecimal, { say, order }) {
  const words = table.dataset
  const heads = [...table.tHead.rows[0].cells]

  const sortBy = (head) => {
    const column = heads.indexOf(head)
    const isDown = head.getAttribute('aria-sort') === 'ascending'
    const keyed = rows.all().map((row) => ({ row, key: keyOf(controlIn(row, column), plainDecimal) }))
    // What is empty stands last, whichever way it is sorted.
    const [filled, empty] = [keyed.filter(({ key }) => key !== ''), keyed.filter(({ key }) => key === '')]
    filled.sort((a, b) => (isDown ? compare(b.key, a.key) : compare(a.key, b.key)))
    order([...filled, ...empty].map(({ row }) => row))
    for (const each of heads) each.removeAttribute('aria-sort')
    head.setAttribute('aria-sort', isDown ? 'descending' : 'ascending')
    say([`${words.wordSorted}: ${head.textContent}`])
  }

  const part = document.getElementById(words.filter)
  const field = part.querySelector('input')
  for (const head of heads.slice(1).filter((head) => head.tagName === 'TH')) {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: head.textContent })
    button.className = 'entry-table__sort'
    head.replaceChildren(button)
    button.addEventListener('click', () => sortBy(head))
  }

  const status = part.querySelector('[role=status]')
  const plain = (text) => text.normalize('NFC').toLowerCase()
  const show = () => {
    const wanted = plain(field.value.trim())
    const all = rows.all()
    for (const row of all) {
      const texts = [...row.querySelectorAll('.cell')].map((cell) => plain(shownIn(cell)))
      row.hidden = wanted !== '' && !texts.some((text) => text.includes(wanted))
    }
    const shown = all.filter((row) => !row.hidden).length
    status.textContent = wanted && words.wordShown.replace('{shown}', shown).replace('{of}', all.length)
  }
  // It is no field of the form: nothing of it is kept, and Enter does not send the form.
  field.addEventListener('input', (event) => {
    event.stopPropagation()
    show()
  })
  field.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault())
  part.hidden = false
}
