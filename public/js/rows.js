/*
 * Makes a form of rows quicker: rows are added, copied and moved without a round trip, and a table of them is typed into
 * like a spreadsheet and adds up as one types. The server counts again when it saves; what is here is only for the eye.
 */

const sample = '__key__'
// Where the cells of a line stand one below the other.
const narrow = '(max-width: 55.99rem)'

const nameEnd = (name) => `[name$=".${name}"]`

/** The rows of a form in their order, of which a template gives empty ones. */
function rowsOf(form) {
  const template = form.querySelector('template[data-new-row]')
  const all = () => [...form.querySelectorAll('[data-row]')]
  const end = form.querySelector('[data-rows-end]')
  const none = form.querySelector('[data-no-rows]')

  const listed = () => {
    const rows = all()
    form.elements.rows.value = rows.map((row) => row.dataset.row).join(' ')
    if (none) none.hidden = rows.length > 0
    rows.forEach((row, at) => {
      for (const number of row.querySelectorAll('[data-number], [data-of]')) number.textContent = at + 1
    })
  }
  const add = (after) => {
    const key = `new-${crypto.getRandomValues(new Uint32Array(1))[0].toString(16).padStart(8, '0')}`
    const holder = document.createElement('template')
    holder.innerHTML = template.innerHTML.replaceAll(sample, key)
    const row = holder.content.querySelector('[data-row]')
    end.parentNode.insertBefore(row, after ? after.nextElementSibling : end)
    listed()
    return row
  }
  const remove = (row) => {
    row.remove()
    listed()
  }
  const move = (row, step) => {
    const rows = all()
    const other = rows[rows.indexOf(row) + step]
    if (!other) return
    row.parentNode.insertBefore(row, step < 0 ? other : other.nextElementSibling)
    listed()
  }
  const order = (rows) => {
    for (const row of rows) end.parentNode.insertBefore(row, end)
    listed()
  }
  return { all, add, remove, move, order }
}

const controlsOf = (row) => [...row.querySelectorAll('input, select, textarea')]
const endOf = ({ name }) => name.slice(name.lastIndexOf('.') + 1)

function copyInto(row, from, names) {
  const taken = controlsOf(from).filter((control) =>
    names ? names.includes(endOf(control)) : endOf(control) !== 'remove',
  )
  for (const control of taken) {
    const same = controlsOf(row).filter((each) => endOf(each) === endOf(control))
    if (control.type === 'radio' || control.type === 'checkbox') {
      for (const each of same) if (each.value === control.value) each.checked = control.checked
    } else if (same[0]) same[0].value = control.value
  }
}

// Drafts and sums hear of what a script writes as of what is typed.
const tell = (control) => control.dispatchEvent(new Event('input', { bubbles: true }))

// What a new line is likely to have in common with the one before.
const commonIn = (form) => form.querySelector('[data-common]')?.dataset.common.split(' ') ?? []

function onClick(form, rows, event) {
  const button = event.target.closest('button[name="do"]')
  if (!button) return
  const isAdd = button.value === 'add'
  const source = button.value.startsWith('duplicate:') ? button.closest('[data-row]') : null
  if (!isAdd && !source) return
  event.preventDefault()
  const last = rows.all().pop()
  const row = rows.add(source)
  if (source) copyInto(row, source)
  else if (last) copyInto(row, last, commonIn(form))
  const first = row.querySelector('input:not([type=hidden]), select, textarea')
  tell(first)
  first.focus()
  row.scrollIntoView({ block: 'nearest' })
}

function showRemoval({ target }) {
  if (!target.matches(nameEnd('remove'))) return
  target.closest('[data-row]').classList.toggle('row--removed', target.checked)
}

async function typeInto(table, rows) {
  const named = (name) => (table.dataset[name] ? import(table.dataset[name]) : {})
  const [{ plainDecimal }, { useCells }, { useOrder }, { addUp }, { useSplit }] = await Promise.all(
    ['numbers', 'cells', 'order', 'sums', 'split'].map(named),
  )
  addUp?.(table, plainDecimal)
  const add = (after, like) => {
    const row = rows.add(after)
    if (like) copyInto(row, like, commonIn(table.closest('form')))
    return row
  }
  const cells = useCells(table, { ...rows, add }, plainDecimal)
  useOrder(table, rows, plainDecimal, cells)
  useSplit?.(table, rows, plainDecimal, cells)
  if (matchMedia(narrow).matches) await import(table.dataset.fold).then(({ fold }) => fold(table))
}

export async function enhance(form) {
  if (!form.querySelector('template[data-new-row]')) return
  const rows = rowsOf(form)
  const table = form.querySelector('[data-cells]')
  if (table) await typeInto(table, rows)
  form.addEventListener('click', (event) => onClick(form, rows, event))
  form.addEventListener('change', showRemoval)
}
