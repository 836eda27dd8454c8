import { Client } from 'pg'
import type { Secrets } from './secrets.ts'

const database = 'act_local'
const owner = 'act_local_owner'
const app = 'act_local'
const extensions = ['citext', 'unaccent', 'pg_trgm', 'btree_gist']

/** Connection strings of the two roles that the portal uses. */
export const connectionStrings = (port: number, secrets: Secrets) => ({
  ownerUrl: urlOf(owner, secrets.owner, port, database),
  appUrl: urlOf(app, secrets.app, port, database),
})

const urlOf = (role: string, password: string, port: number, name: string) =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${name}?sslmode=disable`

/** Makes the roles, the database and its extensions, as far as they are missing: an earlier start may have been cut off. */
export async function prepareRoles(port: number, secrets: Secrets): Promise<void> {
  const as = (name: string) => urlOf('postgres', secrets.superuser, port, name)
  // Databases are copies of template1, so what it has they have too.
  await within(as('template1'), extend)
  await within(as('postgres'), async (client) => {
    await makeRole(client, owner, 'createdb', secrets.owner)
    await makeRole(client, app, 'nocreatedb', secrets.app)
    await limit(client)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) await client.query(`create database ${database} owner ${owner}`)
  })
  await within(as(database), extend)
}

/** Whether the server answers the owner, as it does from when it is complete. */
export const acceptsConnections = (ownerUrl: string) =>
  within(ownerUrl, (client) => client.query('select')).then(
    () => true,
    () => false,
  )

async function within(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await work(client)
  } finally {
    await client.end()
  }
}

async function extend(client: Client): Promise<void> {
  await client.query('set client_min_messages = warning')
  for (const name of extensions) await client.query(`create extension if not exists ${name}`)
}

async function makeRole(client: Client, role: string, rights: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  if (rowCount === 0) await client.query(`create role ${role}`)
  const secret = client.escapeLiteral(password)
  await client.query(`alter role ${role} login nosuperuser nocreaterole ${rights} password ${secret}`)
}

/** Set on the role and not by the connection, where a pooler in between would refuse them. */
async function limit(client: Client): Promise<void> {
  const limits = { statement_timeout: '10s', lock_timeout: '5s', idle_in_transaction_session_timeout: '15s' }
  for (const [name, value] of Object.entries(limits)) await client.query(`alter role ${app} set ${name} = '${value}'`)
}
