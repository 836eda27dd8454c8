/*
 * Makes a form of rows quicker: rows are added without a round trip, and the finance table adds up as one types. The
 * server counts again when it saves; what is here is only for the eye.
 */

const grouped = /^-?\d{1,3}([ '])\d{3}(?:\1\d{3})*(?=$|[.,])/

/**
 * What was typed as a number of euros or pieces, in hundredths; 0 where it is no number. A space counts for nothing at the edges
 * and between full groups of three digits alone: the server asks what '12 50' is.
 */
function hundredths(typed) {
  const text = typed
    .replace(/€/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace('\u2212', '-')
    .replace('\u2019', "'")
    .replace(grouped, (whole) => whole.replace(/[ ']/g, ''))
  const plain = /[.,].*[.,]/.test(text) ? text.replace(/[.,](?=.*[.,])/g, '') : text
  const value = Number(plain.replace(',', '.'))
  return Number.isFinite(value) ? Math.round(value * 100) : 0
}

// Quantity times price, both in hundredths, rounded half up to the cent, exactly.
const times = (quantity, price) => Number((BigInt(quantity) * BigInt(price) + 50n) / 100n)

function addUp(table) {
  const money = new Intl.NumberFormat({ lv: 'lv-LV', et: 'et-EE', en: 'en-GB' }[table.dataset.locale], {
    style: 'currency',
    currency: 'EUR',
  })
  const totals = { cost: 0, income: 0, investment: 0 }

  const count = (body) => {
    const value = (name) => body.querySelector(`[name$=".${name}"]`)?.value ?? ''
    const amount = times(Math.max(0, hundredths(value('quantity'))), Math.max(0, hundredths(value('unitPrice'))))
    const covered = [...body.querySelectorAll('[name*=".from"]')].reduce((sum, { value }) => sum + hundredths(value), 0)
    const removed = body.querySelector('[name$=".remove"]')?.checked
    body.querySelector('[data-amount]').value = money.format(amount / 100)
    showRest(body.querySelector('[data-rest]'), amount - covered)
    return removed ? null : { kind: value('kind'), amount }
  }

  const showRest = (place, rest) => {
    const word = rest > 0 ? table.dataset.wordRest : table.dataset.wordOver
    place.textContent = rest === 0 ? '' : `${word}: ${money.format(Math.abs(rest) / 100)}`
    place.className = rest === 0 ? '' : 'finance__wrong'
  }

  const counted = new Map()
  const recount = (body) => counted.set(body, count(body))
  const sum = () => {
    Object.assign(totals, { cost: 0, income: 0, investment: 0 })
    for (const line of counted.values()) if (line && line.kind in totals) totals[line.kind] += line.amount
    const balance = totals.income - totals.cost - totals.investment
    for (const output of table.querySelectorAll('[data-total]')) {
      output.value = money.format((output.dataset.total === 'balance' ? balance : totals[output.dataset.total]) / 100)
    }
  }

  for (const body of table.querySelectorAll('tbody')) recount(body)
  sum()
  table.addEventListener('input', ({ target }) => {
    const body = target.closest('tbody')
    if (!body) return
    recount(body)
    sum()
  })
  return { recount, sum }
}

function addRow(form, table, sums) {
  const key = `new-${crypto.getRandomValues(new Uint32Array(1))[0].toString(16)}`
  const template = form.querySelector('[data-new-row]')
  const holder = document.createElement('template')
  holder.innerHTML = template.innerHTML.replaceAll('__key__', key)
  const body = holder.content.querySelector('tbody')
  body.querySelector('[data-number]').textContent = table.tBodies.length + 1
  table.querySelector('tfoot').before(body)
  form.elements.rows.value = `${form.elements.rows.value} ${key}`.trim()
  sums.recount(body)
  body.querySelector('input, select').focus()
}

// As in a spreadsheet, Enter goes one line down in the same column and never sends the form.
function moveDown(event) {
  if (event.key !== 'Enter' || !event.target.matches('input.cell')) return
  event.preventDefault()
  const column = event.target.name.split('.').pop()
  const next = event.target.closest('tbody').nextElementSibling
  next?.querySelector(`[name$=".${column}"]`)?.focus()
}

export function enhance(form) {
  const table = form.querySelector('[data-finance]')
  if (!table || !form.querySelector('[data-new-row]')) return
  const sums = addUp(table)
  form.addEventListener('keydown', moveDown)
  form.querySelector('button[value=add]').addEventListener('click', (event) => {
    event.preventDefault()
    addRow(form, table, sums)
  })
}
