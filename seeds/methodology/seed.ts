import { readFileSync } from 'node:fs'
import type { AuditedTransaction } from '#platform/db/transact.ts'
import { createEdition, publishEdition } from '#modules/methodology/editions/commands.ts'
import { readMethodologyFile } from '#modules/methodology/exchange/exchange.ts'

const file = new URL('./common.json', import.meta.url)

/** Enters the starter methodology from its file, as a person would who imports it, and puts it in force. */
export async function seedMethodology(tx: AuditedTransaction): Promise<void> {
  const reading = readMethodologyFile(readFileSync(file, 'utf8'))
  if (!reading.ok) throw new Error(`the starter methodology is broken: ${JSON.stringify(reading.faults)}`)
  const { id } = await createEdition(tx, reading.family, reading.content)
  await tx.record('methodology.imported', id, { family: reading.family })
  await publishEdition(tx, { id, version: 1, family: reading.family }, new Date('2019-08-15T09:00:00Z'))
}
