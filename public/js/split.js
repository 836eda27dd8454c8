/* Writes into the lines of a financial plan what each source pays, from percentages. */

// Of a hundred percent in hundredths.
const whole = 10_000

const lastPaying = (shares) => shares.reduce((last, share, at) => (share > 0 ? at : last), -1)

/** Parts of an amount in cents by shares in hundredths of a percent; the last that pays anything pays what rounding leaves. */
export function partsOf(amount, shares) {
  const parts = shares.map((share) => Math.floor((amount * share) / whole))
  parts[lastPaying(shares)] += amount - parts.reduce((sum, part) => sum + part, 0)
  return parts
}

export function useSplit(table, rows, plainDecimal, { change, say }) {
  const words = table.dataset
  const part = document.getElementById(words.percents)
  const fields = [...part.querySelectorAll('input')]
  const mark = words.locale === 'en' ? '.' : ','
  const hundredths = (typed) => Math.round(Number(plainDecimal(typed) ?? NaN) * 100)
  const typedIn = (row, name) => row.querySelector(`.cell[name$=".${name}"]`).value

  const write = () => {
    const shares = fields.map(({ value }) => (value.trim() === '' ? 0 : hundredths(value)))
    const sum = shares.reduce((all, share) => all + share, 0)
    if (sum !== whole || shares.some((share) => share < 0)) {
      const told = Number.isNaN(sum) ? '–' : `${sum / 100}`.replace('.', mark)
      return say([words.wordSplitWrong.replace('{sum}', told)])
    }
    // Income pays nobody's bill, and a line without an amount has none.
    const amountOf = (row) =>
      Math.round((hundredths(typedIn(row, 'quantity')) * hundredths(typedIn(row, 'unitPrice'))) / 100)
    const shown = rows.all().filter((row) => !row.hidden && typedIn(row, 'kind') !== 'income')
    const lines = shown.filter((row) => amountOf(row) > 0)
    change((writeInto) => {
      for (const row of lines) {
        for (const [at, cents] of partsOf(amountOf(row), shares).entries()) {
          const text = cents > 0 ? (cents / 100).toFixed(2).replace('.', mark) : ''
          writeInto(row.querySelector(`.cell[name$=".${fields[at].dataset.source}"]`), text)
        }
      }
    })
    say([`${words.wordSplitDone}: ${lines.length}.`])
  }

  part.addEventListener('input', (event) => event.stopPropagation())
  part.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.target.tagName !== 'INPUT') return
    event.preventDefault()
    write()
  })
  part.querySelector('button').addEventListener('click', write)
  part.hidden = false
}
