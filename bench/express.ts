import express from 'express'
import { connect } from '#platform/db/connection.ts'

/*
 * The yardstick for pages of people signed in: Express rendering an EJS view of 100 rows out of one query, as its
 * guide shows it, with nothing else on: its query is sent as Knex sends it by itself.
 */
const db = connect(process.env['DATABASE_URL'] ?? '', 10, { prepared: false })
const app = express()
app.set('view engine', 'ejs').set('views', 'bench/views')
app.get('/', async (_req, res) => {
  const rows = await db('auditLog').orderBy('id').limit(100).select('id', 'at', 'event', 'subjectId')
  res.render('rows', { rows })
})
const server = app.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port))
