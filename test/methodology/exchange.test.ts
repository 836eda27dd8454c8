import { readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { perform, system } from '#db/act.ts'
import { enter } from '#methodology/commands.ts'
import { readFile, writeFile } from '#methodology/exchange.ts'
import { findMethodology, findPublished } from '#methodology/queries.ts'
import { test } from '../support/test.ts'

const starter = readFileSync('seeds/reference/methodology/common.json', 'utf8')

describe('the file of a methodology', () => {
  test('is the same, byte for byte, after it was imported and exported again', async ({ db }) => {
    const published = await findPublished(db)
    if (!published) throw new Error('nothing is published')
    const exported = writeFile(published.family, published)
    expect(exported).toBe(starter)

    const reading = readFile(exported)
    if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
    const { id } = await perform(db, system, async (act) => {
      const entered = await enter(act, reading.family, reading.content)
      await act.record('methodology.imported', entered.id)
      return entered
    })
    const imported = await findMethodology(db, id)
    expect(imported).toMatchObject({ family: 'common', edition: 2, state: 'draft' })
    expect(imported && writeFile(imported.family, imported)).toBe(starter)
  })
})
