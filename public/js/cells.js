/*
 * Lets people type into a table of rows as into a spreadsheet: keys lead from cell to cell, copied cells are pasted from the
 * cell on, and what was pasted or copied down can be undone.
 */

// As many rows as the portal reads of pasted text.
const mostRows = 500

const columnOf = ({ name }) => name.slice(name.lastIndexOf('.') + 1)
const cellsOf = (row) => [...row.querySelectorAll('.cell')]
const cellIn = (row, column) => row.querySelector(`.cell[name$=".${column}"]`)
const plainText = (text) => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()

/**
 * The cells of copied text, row by row, as spreadsheets write them: between tabs, and between double quotes where a cell holds
 * a tab, a break or a quote.
 */
export function readCells(text) {
  const rows = [['']]
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const row = rows[rows.length - 1]
    const mark = text[at]
    if (quoted) {
      if (mark !== '"') row[row.length - 1] += mark
      else if (text[at + 1] === '"') row[row.length - 1] += text[++at]
      else quoted = false
    } else if (mark === '"' && row[row.length - 1] === '') quoted = true
    else if (mark === '\t') row.push('')
    else if (mark === '\n') rows.push([''])
    else if (mark !== '\r') row[row.length - 1] += mark
  }
  if (rows.length > 1 && rows[rows.length - 1].join('') === '') rows.pop()
  return rows
}

// A choice is known by its words, or by what the form sends.
function optionFor({ options }, text) {
  const wanted = plainText(text)
  return [...options].find(({ label, value }) => plainText(label) === wanted || value === text.trim())
}

/** Writes into a cell; false where it is a choice that has no such words. */
function write(cell, text) {
  if (cell.tagName !== 'SELECT') {
    cell.value = text.replace(/\s+/g, ' ').trim()
    return true
  }
  const option = text.trim() === '' ? cell.options[0] : optionFor(cell, text)
  if (option) cell.value = option.value
  return Boolean(option)
}

/** Changes that are undone together: cells with what stood in them, rows that were added, and the order that rows were in. */
function createUndo(rows) {
  const steps = []
  return {
    begin: () => steps.push({ before: new Map(), added: [] }),
    write: (cell, text) => {
      const { before } = steps[steps.length - 1]
      if (!before.has(cell)) before.set(cell, cell.value)
      return write(cell, text)
    },
    add: (after, like) => {
      const row = rows.add(after, like)
      steps[steps.length - 1].added.push(row)
      return row
    },
    order: (list) => {
      steps[steps.length - 1].order = rows.all()
      rows.order(list)
    },
    last: () => steps[steps.length - 1],
    // Whoever has typed since undoes that first, and the browser does it.
    forget: () => steps.splice(0),
    undo: () => {
      const { before, added, order } = steps.pop()
      for (const row of added) rows.remove(row)
      if (order) rows.order(order)
      for (const [cell, value] of before) cell.value = value
      return [...before.keys()].filter((cell) => cell.isConnected)
    },
  }
}

const tell = (cell) => cell.dispatchEvent(new Event('input', { bubbles: true }))

/** Marks a number that the server would refuse, by its own rule. */
function checkNumber(cell, plainDecimal, words) {
  const label = cell.closest('label')
  const plain = plainDecimal(cell.value)
  const wrong = cell.value.trim() !== '' && (plain === null || Number(plain) < 0)
  const told = label.querySelector('.field__problem')
  label.classList.toggle('wrong', wrong)
  if (!wrong) {
    told?.remove()
    cell.removeAttribute('aria-invalid')
    cell.removeAttribute('aria-describedby')
  } else if (!told) {
    const id = `${cell.name}-problem`
    const problem = Object.assign(document.createElement('small'), {
      className: 'field__problem',
      id,
      textContent: words,
    })
    label.append(problem)
    cell.setAttribute('aria-invalid', 'true')
    cell.setAttribute('aria-describedby', id)
  }
}

/**
 * Makes `table` take keys and pasted cells; `rows` gives all its rows, adds, removes and moves one, and puts them in order. Returns
 * how other tools say something, write into cells and order rows, so that it can be undone in the same way.
 */
export function useCells(table, rows, plainDecimal) {
  const words = table.dataset
  const tools = document.getElementById(words.tools)
  const status = tools.querySelector('[role=status]')
  const undoButton = tools.querySelector('button')
  const undo = createUndo(rows)
  let writing = false

  const say = (lines) => {
    status.textContent = lines.join(' ')
    undoButton.hidden = !undo.last()
  }
  const numbers = '[inputmode="decimal"]'
  const check = (cell) => {
    const isMoney = columnOf(cell) !== 'quantity'
    if (cell.matches(numbers)) checkNumber(cell, plainDecimal, isMoney ? words.wordMoney : words.wordNumber)
  }

  // One row tells of all its cells.
  const written = (cells) => {
    writing = true
    const told = new Set()
    for (const cell of cells) {
      check(cell)
      const row = cell.closest('[data-row]')
      if (!told.has(row)) tell(cell)
      told.add(row)
    }
    writing = false
  }

  const common = words.common.split(' ')
  const isEmpty = (row) => cellsOf(row).every((cell) => common.includes(columnOf(cell)) || cell.value.trim() === '')

  const go = (row, column) => {
    const cell = cellIn(row, column)
    cell.focus()
    if (cell.select) cell.select()
  }

  const addBelow = (row, column) => {
    const added = rows.add(row, row)
    tell(cellsOf(added)[0])
    go(added, column)
  }

  const rowBeside = (row, step) => {
    const shown = rows.all().filter((each) => !each.hidden)
    return shown[shown.indexOf(row) + step]
  }

  const down = (row, column) => {
    const next = rowBeside(row, 1)
    if (next) go(next, column)
    else if (!isEmpty(row)) addBelow(row, column)
  }

  const up = (row, column) => {
    const before = rowBeside(row, -1)
    if (before) go(before, column)
  }

  const copyDown = (cell, row) => {
    const before = rowBeside(row, -1)
    if (!before) return
    undo.begin()
    undo.write(cell, cellIn(before, columnOf(cell)).value)
    written([cell])
    say([])
  }

  const takeBack = () => {
    if (!undo.last()) return
    written(undo.undo())
    // Rows that went are heard of too.
    tell(table)
    say([words.wordUndone])
  }

  const caretAt = (cell, end) =>
    cell.tagName === 'INPUT' &&
    cell.selectionStart === cell.selectionEnd &&
    cell.selectionStart === (end ? cell.value.length : 0)

  const keys = {
    Enter: (cell, row, { shiftKey, ctrlKey, metaKey }) => {
      if (ctrlKey || metaKey) addBelow(row, columnOf(cell))
      else if (shiftKey) up(row, columnOf(cell))
      else down(row, columnOf(cell))
      return true
    },
    ArrowDown: (cell, row, { altKey }) => along(cell, row, altKey, 1),
    ArrowUp: (cell, row, { altKey }) => along(cell, row, altKey, -1),
    ArrowRight: (cell, row) => caretAt(cell, true) && beside(cell, row, 1),
    ArrowLeft: (cell, row) => caretAt(cell, false) && beside(cell, row, -1),
    Tab: (cell, row, { shiftKey }) => {
      const isEnd = !shiftKey && !rowBeside(row, 1) && cell === cellsOf(row).pop()
      if (!isEnd || isEmpty(row)) return false
      addBelow(row, columnOf(cellsOf(row)[0]))
      return true
    },
    d: (cell, row, event) => onlyWithControl(event, () => copyDown(cell, row)),
    z: (_cell, _row, event) => undo.last() && onlyWithControl(event, takeBack),
  }

  // In a list of choices the arrows choose; with Alt they move the line.
  function along(cell, row, alt, step) {
    if (alt && cell.tagName === 'INPUT') {
      rows.move(row, step)
      tell(cell)
      cell.focus()
      return true
    }
    if (cell.tagName !== 'INPUT') return false
    const other = rowBeside(row, step)
    if (other) go(other, columnOf(cell))
    return true
  }

  function beside(cell, row, step) {
    const cells = cellsOf(row)
    const next = cells[cells.indexOf(cell) + step]
    if (!next) return false
    go(row, columnOf(next))
    return true
  }

  function onlyWithControl({ ctrlKey, metaKey, altKey, shiftKey }, act) {
    if (!(ctrlKey || metaKey) || altKey || shiftKey) return false
    act()
    return true
  }

  table.addEventListener('keydown', (event) => {
    const cell = event.target.closest('.cell')
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!cell || !act || event.isComposing || cell.matches(':disabled')) return
    if (act(cell, cell.closest('[data-row]'), event)) event.preventDefault()
  })

  // The names of columns that were copied along are no line.
  const isHead = (texts, from) => {
    const names = [...table.tHead.querySelectorAll('th')].map(({ textContent }) => plainText(textContent))
    const filled = texts.filter((text) => text.trim() !== '')
    return from === 0 && filled.length > 1 && filled.every((text) => names.includes(plainText(text)))
  }

  function pasteFrom(cell, grid) {
    const first = cellsOf(cell.closest('[data-row]')).indexOf(cell)
    const changed = []
    const refused = []
    let row = cell.closest('[data-row]')
    let beyond = 0
    let count = 0
    undo.begin()
    const lines = isHead(grid[0], first) ? grid.slice(1) : grid
    for (const [at, texts] of lines.entries()) {
      const next = at === 0 ? row : (rowBeside(row, 1) ?? (rows.all().length < mostRows ? undo.add(row, null) : null))
      if (!next) {
        refused.push(`${words.wordRows}: ${lines.length - at}`)
        break
      }
      row = next
      const cells = cellsOf(row).slice(first)
      beyond = Math.max(beyond, texts.length - cells.length)
      for (const [column, text] of texts.slice(0, cells.length).entries()) {
        const target = cells[column]
        changed.push(target)
        if (undo.write(target, text)) count += 1
        else refused.push(`${rows.all().indexOf(row) + 1}. ${labelOf(target)}: “${text.trim().slice(0, 40)}”`)
      }
    }
    written(changed)
    const told = refused.slice(0, 10).join('; ')
    const more = refused.length > 10 ? ` (+ ${refused.length - 10})` : ''
    say([
      `${words.wordPasted}: ${count}.`,
      ...(refused.length ? [`${words.wordRefused}: ${told}${more}.`] : []),
      ...(beyond > 0 ? [`${words.wordBeyond}: ${beyond}.`] : []),
    ])
  }

  const labelOf = (cell) => cell.closest('label').firstElementChild.textContent

  table.addEventListener('paste', (event) => {
    const cell = event.target.closest('.cell')
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (!cell || cell.matches(':disabled') || !/[\t\n]/.test(text.replace(/\r?\n$/, ''))) return
    event.preventDefault()
    pasteFrom(cell, readCells(text))
  })

  table.addEventListener('input', ({ target }) => {
    if (writing || !target.matches('.cell')) return
    undo.forget()
    if (target.getAttribute('aria-invalid')) check(target)
    if (!undoButton.hidden) say([])
  })
  table.addEventListener('change', ({ target }) => target.matches('.cell') && check(target))
  undoButton.addEventListener('click', takeBack)
  tools.hidden = false

  return {
    say,
    /** Writes into cells as one step that can be undone; `act` is given how to write one. */
    change: (act) => {
      const changed = []
      undo.begin()
      act((cell, text) => {
        undo.write(cell, text)
        changed.push(cell)
      })
      written(changed)
    },
    /** Puts the rows into another order, which can be undone. */
    order: (list) => {
      undo.begin()
      undo.order(list)
      tell(table)
      say([])
    },
  }
}
