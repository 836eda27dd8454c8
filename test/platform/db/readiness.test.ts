import { expect, inject, test } from 'vitest'
import { connect } from '#platform/db/connection.ts'
import { watchReadiness } from '#platform/db/readiness.ts'
import { inDatabase } from '../../support/in-database.ts'
import { proxyTo } from '../../support/proxy.ts'
import { cloneOf } from '../../support/clone.ts'

test('a portal is ready while its database answers and can be written, and knows so by itself', async () => {
  const clone = await cloneOf('cast')
  const line = await proxyTo(clone.url)
  const readiness = await watchReadiness(line.url)
  const name = new URL(clone.url).pathname.slice(1)
  const owner = connect(inDatabase(inject('server').ownerUrl, 'postgres'), 1)
  try {
    expect(readiness.isReady()).toBe(true)

    await owner.raw('alter database ?? set default_transaction_read_only = on', [name])
    await line.cut()
    await line.mend()
    await expect.poll(readiness.isReady).toBe(false)

    await owner.raw('alter database ?? reset default_transaction_read_only', [name])
    await line.cut()
    await line.mend()
    await expect.poll(readiness.isReady).toBe(true)

    await line.cut()
    await expect.poll(readiness.isReady).toBe(false)
  } finally {
    await readiness.close()
    await owner.destroy()
    await line.cut()
    await clone.drop()
  }
})
