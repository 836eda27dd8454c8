import type { Act } from '#db/act.ts'
import type { Letter } from './letter.ts'

/** Puts a letter into the outbox, within the act that it tells of; one that was posted before stays as it was. */
export async function post({ trx }: Act, letter: Letter): Promise<void> {
  const { to, personId = null, parts, calendar = null, ...rest } = letter
  await trx('letters')
    .insert({ ...rest, recipient: to, personId, parts: JSON.stringify(parts), calendar })
    .onConflict(['once', 'recipient'])
    .ignore()
}
