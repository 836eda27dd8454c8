import type { Db } from '#platform/db/connection.ts'

interface Column {
  name: string
  type: string
  required: boolean
  /** What stands there where nothing is given; of a generated column, what it is made from. */
  value: string | null
  generated: boolean
  /** The table whose key it holds. */
  refersTo: string | null
}

interface Table {
  name: string
  columns: Column[]
  rules: string[]
}

// References by one column are said with the column, and a column that must be filled is no rule of the table.
const tables = `
  select c.relname as name,
    (select jsonb_agg(jsonb_build_object(
        'name', a.attname, 'type', replace(format_type(a.atttypid, a.atttypmod), 'timestamp with time zone', 'timestamptz'), 'required', a.attnotnull,
        'value', case when a.attidentity <> '' then 'a number of its own' else pg_get_expr(d.adbin, d.adrelid) end,
        'generated', a.attgenerated <> '',
        'refersTo', (select k.confrelid::regclass::text || case k.confdeltype when 'c' then ', goes with it' else '' end
          from pg_constraint k where k.contype = 'f' and k.conrelid = c.oid and k.conkey = array[a.attnum])
      ) order by a.attnum)
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(jsonb_agg(case when k.conname ~ '_(check|key|pkey|fkey)[0-9]*$' then '' else k.conname || ': ' end
        || pg_get_constraintdef(k.oid, true) order by k.contype = 'c', k.conname), '[]')
      from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n' and k.contype <> 't'
        and not (k.contype = 'f' and cardinality(k.conkey) = 1)) as rules
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`

/** Every table with its columns and rules as Markdown, below the module that keeps it. */
export async function schemaText(db: Db, modules: readonly { name: string; tables: readonly string[] }[]) {
  const { rows } = await db.raw<{ rows: Table[] }>(tables)
  const known = new Map(rows.map((table) => [table.name, table]))
  const parts = modules
    .filter((module) => module.tables.length > 0)
    .map(({ name, tables: own }) => [`## ${name}`, ...own.flatMap((each) => tableText(known.get(each)))].join('\n\n'))
  return [introduction, ...parts].join('\n\n')
}

const introduction = `# The tables

What \`npm run -s schema > docs/schema.md\` prints; a test holds it true. A module keeps the tables below its name. The file of
its name in \`migrations/\` makes them and what guards them: indexes, functions, triggers and the reasons are there.

An arrow is a reference. A column that is not said to be null holds something in every row. The name before a rule is what
the portal knows it by when somebody breaks it.`

const tableText = (table: Table | undefined): string[] =>
  table
    ? [`### ${table.name}`, ['```', ...table.columns.map(columnText(table)), ...rulesText(table), '```'].join('\n')]
    : []

const columnText = ({ columns }: Table) => {
  const widest = (of: (column: Column) => string) => Math.max(...columns.map((column) => of(column).length))
  const [names, types] = [widest(({ name }) => name), widest(({ type }) => type)]
  return ({ name, type, required, value, generated, refersTo }: Column) =>
    [
      name.padEnd(names),
      type.padEnd(types),
      [
        ...(refersTo ? [`→ ${refersTo}`] : []),
        ...(required ? [] : ['null']),
        ...(value ? [`${generated ? 'from' : 'default'} ${plain(value)}`] : []),
      ].join(', '),
    ]
      .join('  ')
      .trimEnd()
}

const rulesText = ({ rules }: Table) => (rules.length > 0 ? ['', ...rules.map(plain)] : [])

/** An expression as it is written by hand, rather than as PostgreSQL repeats it. */
const plain = (sql: string): string =>
  sql
    .replaceAll(/::(text|citext|uuid|character varying|jsonb|numeric|bigint|integer|smallint|bpchar)(\[\])?/g, '')
    .replaceAll(/<> ALL \(ARRAY\[([^\]]*)\]\)/g, 'not in ($1)')
    .replaceAll(/= ANY \(ARRAY\[([^\]]*)\]\)/g, 'in ($1)')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('( ', '(')
    .replaceAll(/'[^']*'|"[^"]*"|\b[A-Z]{2,}\b/g, (word) => (/^['"]/.test(word) ? word : word.toLowerCase()))
