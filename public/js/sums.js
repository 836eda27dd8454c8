/* Adds the finance table up as one types. */

// Quantity times price, both in hundredths, rounded half up to the cent, exactly.
const times = (quantity, price) => Number((BigInt(quantity) * BigInt(price) + 50n) / 100n)

/** Shows the amount of each line, what of it nobody pays, and the totals, whenever a cell of `table` changes. */
export function addUp(table, plainDecimal) {
  const money = new Intl.NumberFormat({ lv: 'lv-LV', et: 'et-EE', en: 'en-GB' }[table.dataset.locale], {
    style: 'currency',
    currency: 'EUR',
  })
  const hundredths = (typed) => Math.max(0, Math.round(Number(plainDecimal(typed) ?? 0) * 100))

  const showRest = (place, rest) => {
    const word = rest > 0 ? table.dataset.wordRest : table.dataset.wordOver
    place.textContent = rest === 0 ? '' : `${word}: ${money.format(Math.abs(rest) / 100)}`
    place.className = rest === 0 ? '' : 'finance__wrong'
  }

  const count = (row) => {
    const value = (name) => row.querySelector(`[name$=".${name}"]`)?.value ?? ''
    const amount = times(hundredths(value('quantity')), hundredths(value('unitPrice')))
    const covered = [...row.querySelectorAll('[name*=".from"]')].reduce((sum, { value }) => sum + hundredths(value), 0)
    row.querySelector('[data-amount]').value = money.format(amount / 100)
    showRest(row.querySelector('[data-rest]'), amount - covered)
    return row.querySelector('[name$=".remove"]')?.checked ? null : { kind: value('kind'), amount }
  }

  const counted = new Map()
  const sum = () => {
    const totals = { cost: 0, income: 0, investment: 0 }
    for (const [row, line] of counted) {
      if (!table.contains(row)) counted.delete(row)
      else if (line && line.kind in totals) totals[line.kind] += line.amount
    }
    const balance = totals.income - totals.cost - totals.investment
    for (const output of table.querySelectorAll('[data-total]')) {
      output.value = money.format((output.dataset.total === 'balance' ? balance : totals[output.dataset.total]) / 100)
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
