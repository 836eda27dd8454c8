/* Adds the finance table up as one types. */

// Quantity times price, both in hundredths, rounded half up to the cent, exactly.
const times = (quantity, price) => Number((BigInt(quantity) * BigInt(price) + 50n) / 100n)

// Income pays nobody's bill twice: its sources are no payers.
function addLine(totals, { kind, amount, sources }) {
  if (kind in totals) totals[kind] += amount
  if (kind === 'income') return
  for (const [source, given] of sources) totals[source] = (totals[source] ?? 0) + given
}

/** Shows the amount of each line, what of it nobody pays, and the totals, whenever a cell of `table` changes. */
export function addUp(table, plainDecimal) {
  const money = new Intl.NumberFormat({ lv: 'lv-LV', et: 'et-EE', en: 'en-GB' }[table.dataset.locale], {
    style: 'currency',
    currency: 'EUR',
  })
  const hundredths = (typed) => Math.max(0, Math.round(Number(plainDecimal(typed) ?? 0) * 100))

  const showRest = (place, rest) => {
    const word = rest > 0 ? table.dataset.wordRest : table.dataset.wordOver
    place.textContent = ''
    if (rest === 0) return
    const told = { className: 'finance__wrong', textContent: `${word}: ${money.format(Math.abs(rest) / 100)}` }
    place.append(Object.assign(document.createElement('span'), told))
  }

  const count = (row) => {
    const value = (name) => row.querySelector(`[name$=".${name}"]`)?.value ?? ''
    const amount = times(hundredths(value('quantity')), hundredths(value('unitPrice')))
    const sources = [...row.querySelectorAll('[name*=".from"]')].map(({ name, value }) => [
      name.slice(name.lastIndexOf('.') + 1),
      hundredths(value),
    ])
    const covered = sources.reduce((sum, [, given]) => sum + given, 0)
    row.querySelector('[data-amount]').value = money.format(amount / 100)
    showRest(row.querySelector('[data-rest]'), amount - covered)
    return row.querySelector('[name$=".remove"]')?.checked ? null : { kind: value('kind'), amount, sources }
  }

  const counted = new Map()
  const sum = () => {
    const totals = { cost: 0, income: 0, investment: 0 }
    for (const [row, line] of counted) {
      if (!table.contains(row)) counted.delete(row)
      else if (line) addLine(totals, line)
    }
    totals.spent = totals.cost + totals.investment
    totals.balance = totals.income - totals.spent
    for (const output of table.querySelectorAll('[data-total]')) {
      output.value = money.format((totals[output.dataset.total] ?? 0) / 100)
    }
  }

  for (const row of table.querySelectorAll('[data-row]')) counted.set(row, count(row))
  sum()
  table.addEventListener('input', ({ target }) => {
    const row = target.closest('[data-row]')
    if (row) counted.set(row, count(row))
    sum()
  })
}
