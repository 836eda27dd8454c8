import { readFileSync } from 'node:fs'
import type { AuditedTransaction } from '#platform/db/transact.ts'
import { createTerm } from '#modules/glossary/commands.ts'

/** Writes the words of the field, as the partners' own texts and the public pages of both countries say them. */
export async function seedGlossary(tx: AuditedTransaction): Promise<void> {
  const [, ...lines] = readFileSync(new URL('glossary.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  for (const line of lines) {
    const [en = '', lv = '', et = '', note = ''] = line.split('\t')
    await createTerm(tx, { lv, et, en, note })
  }
}
