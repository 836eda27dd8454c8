import type { Db } from '#platform/db/connection.ts'

// Objects that an extension brought along are the extension's.
const ours = (kind: string, id: string) =>
  `not exists (select from pg_depend where classid = '${kind}'::regclass and objid = ${id} and deptype = 'e')`

const questions = {
  schemas: `select nspname as fact from pg_namespace where nspname !~ '^pg_|^information_schema$'`,
  columns: `select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
      || ' ' || a.attidentity::text || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || ' ' || coalesce(a.attacl::text, '') as fact
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped`,
  constraints: `select coalesce(conrelid::regclass::text, contypid::regtype::text) || ' ' || conname || ' ' || pg_get_constraintdef(oid) as fact
    from pg_constraint where connamespace = 'public'::regnamespace`,
  indexes: `select pg_get_indexdef(i.indexrelid) as fact from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'public'::regnamespace`,
  functions: `select pg_get_functiondef(oid) || coalesce(proacl::text, '') as fact from pg_proc
    where pronamespace = 'public'::regnamespace and ${ours('pg_proc', 'oid')}`,
  triggers: `select pg_get_triggerdef(oid) as fact from pg_trigger where not tgisinternal`,
  domains: `select typname || ' ' || format_type(typbasetype, typtypmod) as fact from pg_type
    where typtype = 'd' and typnamespace = 'public'::regnamespace and ${ours('pg_type', 'oid')}`,
  grants: `select relkind::text || ' ' || relname || ' ' || coalesce(relacl::text, '') as fact from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'S')`,
}

/** All that makes up a schema, as one sorted text for each fact; what the migrations keep of themselves is left out. */
export async function catalogueOf(db: Db): Promise<string[]> {
  const answers = await Promise.all(
    Object.entries(questions).map(async ([kind, sql]) => {
      const { rows } = await db.raw<{ rows: { fact: string }[] }>(sql)
      return rows.map(({ fact }) => `${kind}: ${fact}`)
    }),
  )
  return answers
    .flat()
    .filter((fact) => !/\bmigrations(_lock|_id_seq|_lock_index_seq)?\b/.test(fact))
    .sort()
}

/** Foreign keys whose columns lead no index, as `table (columns)`. */
export async function foreignKeysWithoutIndex(db: Db): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { fact: string }[] }>(`
    select conrelid::regclass || ' ' || substring(pg_get_constraintdef(oid) from '\\([^)]*\\) REFERENCES [a-z_]+') as fact
    from pg_constraint k where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
      select from pg_index i where i.indrelid = k.conrelid and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
    ) order by 1`)
  return rows.map(({ fact }) => fact)
}
