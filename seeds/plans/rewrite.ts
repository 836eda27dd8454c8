import { z } from 'zod'
import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { listPlanned, listRows, listSectionStates } from '#modules/plans/plan/section-queries.ts'
import { saveRows } from '#modules/plans/sections/commands.ts'
import { rowToEdit, type TypedRow } from '#modules/plans/sections/row-changes.ts'
import { financeLine, sources } from './schema.ts'
import { paid } from './sections.ts'

/** How rows of a section, known by a word of theirs, are changed in a plan that is written already. */
export const sectionChange = z.strictObject({
  section: z.enum(['finance', 'jobs']),
  initiative: z.string().exactOptional(),
  without: z.array(z.string()).default([]),
  changed: z.array(
    z.strictObject({
      about: z.string(),
      ...financeLine.pick({ quantity: true, unitPrice: true }).partial().shape,
      fte: z.int().exactOptional(),
      sources: sources.default({}),
    }),
  ),
  added: z.array(financeLine).default([]),
})

type Input = TypedRow['input']

/** Saves a section again with its rows changed. */
export async function rewriteSection(tx: AuditedTransaction, plan: Plan, told: z.output<typeof sectionChange>) {
  const { section, initiative, without, changed, added } = told
  const planned = await listPlanned(tx.db, plan.parishId)
  const initiativeId = planned.find(({ slug }) => slug === initiative)?.id ?? null
  const stored = (await listRows(tx.db, section, plan.parishId, initiativeId)).map((row) =>
    rowToEdit(section, row, 'lv'),
  )
  const states = await listSectionStates(tx.db, plan.id)
  const saved = states.find((state) => state.section === section && state.initiativeId === initiativeId)
  const rows = stored
    .filter((row) => !without.some((word) => isAbout(row, word)))
    .map((row) => {
      const { about: _, sources = {}, ...changes } = changed.find(({ about }) => isAbout(row, about)) ?? {}
      return { ...row, ...changes, ...given(sources) }
    })
  const more = added.map(({ sources, ...line }) => ({ ...stored[0], id: undefined, ...line, ...paid(sources) }))
  const typed = [...rows, ...more].map((row, at) => ({
    key: row.id ?? `new-${at}`,
    input: withoutKeys(row),
  }))
  await saveRows(tx, plan, { section, initiativeId, version: saved?.version ?? 0 }, typed, 'lv')
}

const kept = new Set(['id', 'position', 'amount', 'parishId'])
const withoutKeys = (row: Input): Input => Object.fromEntries(Object.entries(row).filter(([name]) => !kept.has(name)))

const isAbout = (row: Input, word: string) => String(row['what'] ?? row['who']).includes(word)

const given = (told: z.output<typeof sources>) =>
  Object.fromEntries(
    Object.entries(told).map(([name, cents]) => [`from${name[0]?.toUpperCase()}${name.slice(1)}`, cents]),
  )
