import { describe, expect } from 'vitest'
import { listDays } from '#training/queries.ts'
import { testOfDemo as test } from '../support/test.ts'

describe('training days', () => {
  test('are listed', async ({ db, as }) => {
    expect(await listDays(db, null)).not.toHaveLength(0)
    const page = await (await as('engure')).get('/en/work/training/macrame-knots')
    expect(page.status).toBe(404)
  })
})
