import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeRows, mergeText, type KeyedRow } from '#platform/values/merge.ts'

const fields = ['name', 'owner', 'cost'] as const
const value = fc.oneof(fc.constantFrom('', 'mill', 'old mill', 'boat', null), fc.integer({ min: 0, max: 3 }))
const input = fc.record({ name: value, owner: value, cost: value })
const rowsOf = (keys: string[]) =>
  fc
    .uniqueArray(fc.constantFrom(...keys), { maxLength: keys.length })
    .chain((chosen) => fc.tuple(...chosen.map((key) => input.map((typed): KeyedRow => ({ key, input: typed })))))

const base = rowsOf(['a', 'b', 'c', 'd'])
const mine = rowsOf(['a', 'b', 'c', 'd', 'mine-1', 'mine-2'])
const theirs = rowsOf(['a', 'b', 'c', 'd', 'theirs-1', 'theirs-2'])

const nothing = (typed: unknown) => typed === null || typed === undefined || typed === ''
const same = (a: unknown, b: unknown) => (nothing(a) && nothing(b)) || a === b
const find = (rows: readonly KeyedRow[], key: string) => rows.find((row) => row.key === key)?.input
const plain = (rows: readonly KeyedRow[]) =>
  sorted(rows).map(({ key, input: typed }) => [key, fields.map((field) => (nothing(typed[field]) ? '' : typed[field]))])
const sorted = (rows: readonly KeyedRow[]) => [...rows].sort((a, b) => (a.key < b.key ? -1 : 1))
const runs = { numRuns: 1000 }

describe('rows that two people changed since they saw the same', () => {
  test('are mine where only I changed something, and theirs where only they did', () => {
    fc.assert(
      fc.property(base, mine, (was, now) => {
        for (const { rows, clashes } of [mergeRows(was, now, was), mergeRows(was, was, now)]) {
          expect(clashes).toEqual([])
          expect(plain(rows)).toEqual(plain(now))
        }
      }),
      runs,
    )
  })

  test('are the same whoever came first, where nothing touches', () => {
    fc.assert(
      fc.property(base, mine, theirs, (was, own, other) => {
        const [one, two] = [mergeRows(was, own, other), mergeRows(was, other, own)]
        expect(two.clashes).toHaveLength(one.clashes.length)
        if (one.clashes.length > 0) return
        expect(plain(one.rows)).toEqual(plain(two.rows))
      }),
      runs,
    )
  })

  test('lose no change of either: it stands in a field, or it is shown as a clash', () => {
    fc.assert(
      fc.property(base, mine, theirs, (was, own, other) => {
        const { rows, clashes } = mergeRows(was, own, other)
        for (const [side, said] of [
          ['mine', own],
          ['theirs', other],
        ] as const) {
          for (const { key, input: typed } of said) {
            for (const field of fields) {
              if (same(typed[field], find(was, key)?.[field])) continue
              const told = clashes.some((clash) => clash.key === key && (clash.field ?? field) === field)
              const stands = same(find(rows, key)?.[field], typed[field])
              if (!told && !stands) throw new Error(`${side} is lost: ${key}.${field}`)
            }
          }
        }
      }),
      runs,
    )
  })

  test('clash only where both changed the same to something else', () => {
    fc.assert(
      fc.property(base, mine, theirs, (was, own, other) => {
        for (const { key, field } of mergeRows(was, own, other).clashes) {
          const [b, m, t] = [find(was, key), find(own, key), find(other, key)]
          if (field === null) expect([Boolean(b), Boolean(m) !== Boolean(t)]).toEqual([true, true])
          else {
            const [old, a, c] = [b?.[field], m?.[field], t?.[field]]
            expect([same(a, c), same(a, old), same(c, old)]).toEqual([false, false, false])
          }
        }
      }),
      runs,
    )
  })

  test('hold each row once, the saved ones in their order', () => {
    fc.assert(
      fc.property(base, mine, theirs, (was, own, other) => {
        const keys = mergeRows(was, own, other).rows.map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
      }),
      runs,
    )
    const row = (key: string, name = key): KeyedRow => ({ key, input: { name } })
    const { rows } = mergeRows([row('a')], [row('a'), row('mine')], [row('a'), row('theirs')])
    expect(rows.map(({ key }) => key)).toEqual(['a', 'theirs', 'mine'])
  })

  test('hold the choices that both made in a list, without those that either took away', () => {
    const chosen = (...initiatives: string[]): KeyedRow[] => [{ key: 'a', input: { initiatives } }]
    const { rows, clashes } = mergeRows(chosen('oven', 'mill'), chosen('oven', 'mill', 'boat'), chosen('mill', 'bus'))
    expect(rows[0]?.input['initiatives']).toEqual(['mill', 'boat', 'bus'])
    expect(clashes).toEqual([])
  })
})

describe('a long text that two people changed', () => {
  const words: fc.Arbitrary<string> = fc.constantFrom(
    'An oven by the river.',
    'Bread for all.',
    'A mill.',
    'Āboli un õunad.',
  )
  const paragraphs = fc.array(words, { minLength: 2, maxLength: 8 })

  test('is put together where each changed another paragraph', () => {
    fc.assert(
      fc.property(paragraphs, fc.nat(), fc.nat(), (text, i, j) => {
        const [at, other] = [i % text.length, j % text.length]
        fc.pre(at !== other)
        const mineNow = text.with(at, 'Mine now.').join('\n\n')
        const theirsNow = text.with(other, 'Theirs now.').join('\n\n')
        const both = text.with(at, 'Mine now.').with(other, 'Theirs now.').join('\n\n')
        expect(mergeText(text.join('\n\n'), mineNow, theirsNow)).toBe(both)
      }),
      runs,
    )
  })

  test('is not, where both changed the same one', () => {
    expect(mergeText('One.\n\nTwo.', 'One!\n\nTwo.', 'One?\n\nTwo.')).toBeNull()
  })

  test('takes a paragraph that one added and a change of another that the other made', () => {
    expect(mergeText('One.\n\nTwo.', 'One.\n\nTwo.\n\nThree.', 'One!\n\nTwo.')).toBe('One!\n\nTwo.\n\nThree.')
  })
})
