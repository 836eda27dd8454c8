import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { fieldsOf } from '../support/form-fields.ts'
import { appOn, visitor, type Visitor } from '../support/portal.ts'
import { testOfDemo as test } from '../support/test.ts'

const plan = '/en/work/parishes/viresi/plan'
const initiative = `${plan}/initiatives/viresu-kopienas-busins?in=en`

const twoBrowsers = async (committedDb: Db): Promise<[Visitor, Visitor]> => {
  const app = await appOn(committedDb)
  return [await visitor(app, committedDb, 'ape@example.org'), await visitor(app, committedDb, 'ape@example.org')]
}

type Fields = ReturnType<typeof fieldsOf>

/** Two people open the same page, and both save; who comes too late reads what is saved now and tries again. */
async function saveInTurn(
  editors: [Visitor, Visitor],
  page: string,
  rounds: number,
  add: (fields: Fields, token: string) => Fields,
) {
  const acknowledged: string[] = []
  let refused = 0
  const read = async (editor: Visitor) => fieldsOf((await editor.get(page).expect(200)).text)
  for (let round = 1; round <= rounds; round++) {
    const opened = await Promise.all(editors.map(async (editor) => ({ editor, seen: await read(editor) })))
    await Promise.all(
      opened.map(async ({ editor, seen }, at) => {
        const token = `said-${at}-${round}-end`
        let fields = seen
        for (;;) {
          const { status } = await editor.post(page).type('form').send(add(fields, token))
          if (status === 303) break
          expect(status).toBe(409)
          refused += 1
          fields = await read(editor)
        }
        acknowledged.push(token)
      }),
    )
  }
  return { acknowledged, refused }
}

describe('two people who edit the same part of a plan at once', () => {
  test('lose none of 100 texts that the portal said it had saved', async ({ committedDb }) => {
    const editors = await twoBrowsers(committedDb)
    const { acknowledged, refused } = await saveInTurn(editors, initiative, 50, (fields, token) => ({
      ...fields,
      description: `${String(fields['description'])} ${token}`,
    }))
    const { description } = await committedDb('initiatives')
      .where({ slug: 'viresu-kopienas-busins' })
      .first<{ description: { en: string } }>('description')
    expect(acknowledged).toHaveLength(100)
    expect(acknowledged.filter((token) => !description.en.includes(token))).toEqual([])
    // Of two who save what both had read, one is always told.
    expect(refused).toBeGreaterThanOrEqual(50)
  }, 60_000)

  test('lose no row that they add to the same list', async ({ committedDb }) => {
    const editors = await twoBrowsers(committedDb)
    const { acknowledged, refused } = await saveInTurn(editors, `${plan}/investments`, 10, (fields, token) => ({
      ...fields,
      rows: `${String(fields['rows'])} new-${token}`,
      [`row.new-${token}.what`]: token,
      [`row.new-${token}.initiativeId`]: '',
      [`row.new-${token}.why`]: '',
      [`row.new-${token}.cost`]: '',
      [`row.new-${token}.priority`]: 'must',
      [`row.new-${token}.keeper`]: '',
    }))
    expect(refused).toBe(0)
    const names = (await committedDb('investments').select('what')).map(({ what }) => (what as { en?: string }).en)
    expect(acknowledged.filter((token) => !names.includes(token))).toEqual([])
    expect(new Set(names.filter((name) => name?.startsWith('said-'))).size).toBe(20)
  }, 60_000)
})
