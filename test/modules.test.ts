import { globSync, readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { modules } from '#modules.ts'
import { registerOf } from '#modules/privacy/register/register.ts'
import type { PersonalData } from '#platform/services/personal-data.ts'
import { locales } from '#platform/i18n/locale.ts'
import { translations } from '#platform/i18n/translations.ts'
import { test } from './support/test.ts'

// Tables of the job queue and of the migrations belong to their libraries.
const columnsOf = async (db: Db): Promise<{ name: string; column: string; isOfPerson: boolean }[]> => {
  const { rows } = await db.raw(`
    select c.relname as name, a.attname as column, exists (
      select from pg_constraint k where k.contype = 'f' and k.conrelid = c.oid and a.attnum = any (k.conkey)
        and k.confrelid in ('people'::regclass, 'participants'::regclass, 'mentors'::regclass)) as "isOfPerson"
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in ('migrations', 'migrations_lock')`)
  return z.array(z.object({ name: z.string(), column: z.string(), isOfPerson: z.boolean() })).parse(rows)
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const mentions = [
  /\b(?:db|trx)\(\s*'(\w+)/g,
  /\.(?:join|leftJoin|from|into|crossJoin)\(\s*'(\w+)/g,
  /\b(?:from|join|into|update)\s+([a-z_]+)\b/g,
  /\bamend(?:<[^>]*>)?\(\s*\w+,\s*'(\w+)/g,
]

/** Tables whose names stand where SQL, or what makes SQL, names a table. */
function tablesIn(folder: string): Set<string> {
  const texts = globSync(`src/{modules,readers}/${folder}/**/*.ts`).map((file) => readFileSync(file, 'utf8'))
  return new Set(
    texts.flatMap((text) => mentions.flatMap((one) => [...text.matchAll(one)].map(([, name = '']) => snake(name)))),
  )
}

const recordedIn = (folder: string) =>
  globSync(`src/{modules,readers}/${folder}/**/*.ts`).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/record\(\s*['`]([a-z_]+)\./g)].map(([, kind = '']) => kind),
  )

const createdIn = (folder: string) =>
  globSync(`migrations/*_${folder}.ts`).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/create table (\w+)/g)].map(([, table = '']) => table),
  )

const tablesNamed = ({ personal, notPersonal }: PersonalData) => [...Object.keys(personal), ...Object.keys(notPersonal)]

describe('what each module says of itself', () => {
  test('is said once of each table', async ({ db }) => {
    const tables = new Set((await columnsOf(db)).map(({ name }) => name))
    expect(modules.flatMap((module) => module.tables).sort()).toEqual([...tables].sort())
  })

  test('names the tables that the migrations of its name make', () => {
    for (const { name, tables } of modules)
      expect([name, ...createdIn(name).sort()]).toEqual([name, ...[...tables].sort()])
  })

  test('names the tables of others that stand in its SQL, and no more', async ({ db }) => {
    const tables = new Set((await columnsOf(db)).map(({ name }) => name))
    for (const { name, tables: own, reads } of modules) {
      const foreign = [...tablesIn(name)].filter((each) => tables.has(each) && !own.includes(each))
      expect([name, ...reads]).toEqual([name, ...foreign.sort()])
    }
  })

  test('names every column that refers to a person, and only columns that exist', async ({ db }) => {
    const columns = await columnsOf(db)
    const declared = registerOf(modules).map(({ table, column }) => `${table}.${column}`)
    const known = columns.map(({ name, column }) => `${name}.${column}`)
    const personal = columns.filter(({ isOfPerson }) => isOfPerson).map(({ name, column }) => `${name}.${column}`)
    expect(declared.filter((each) => !known.includes(each))).toEqual([])
    expect(personal.filter((each) => !declared.includes(each))).toEqual([])
  })

  test('says of every column that can hold words whether they are about somebody', async ({ db }) => {
    const { rows } = await db.raw(`
      select c.relname || '.' || a.attname as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      join pg_type t on t.oid = a.atttypid left join pg_type base on base.oid = t.typbasetype
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in ('migrations', 'migrations_lock')
        and (coalesce(base.typname, t.typname) in ('text', 'citext', 'varchar', 'json', 'jsonb', 'bytea') or t.typcategory = 'A')`)
    const holding = z.array(z.object({ name: z.string() })).parse(rows)
    const personal = registerOf(modules).map(({ table, column }) => `${table}.${column}`)
    const others = modules.flatMap(({ personalData: { notPersonal } }) =>
      Object.entries(notPersonal).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`)),
    )
    expect(
      holding.map(({ name }) => name).filter((name) => !personal.includes(name) && !others.includes(name)),
    ).toEqual([])
    expect(others.filter((name) => personal.includes(name) || !holding.some((each) => each.name === name))).toEqual([])
  })

  test('keeps personal data in its own tables', () => {
    for (const { name, tables, personalData } of modules)
      expect([name, ...tablesNamed(personalData).filter((each) => !tables.includes(each))]).toEqual([name])
  })

  test('names what its events begin with, each with words in every language', () => {
    const kindsOf = (names: readonly string[]) =>
      modules.filter(({ name }) => names.includes(name)).flatMap(({ auditKinds }) => auditKinds)
    for (const { name, uses, auditKinds } of modules) {
      const known = kindsOf([name, ...uses])
      expect([name, ...recordedIn(name).filter((kind) => !known.includes(kind))]).toEqual([name])
      for (const locale of locales)
        expect(auditKinds.filter((kind) => !translations[locale].has(`audit:kinds.${kind}`))).toEqual([])
    }
  })

  test('uses modules that there are', () => {
    const names = modules.map(({ name }) => name)
    expect(modules.flatMap(({ uses }) => uses).filter((used) => !names.includes(used))).toEqual([])
  })
})
