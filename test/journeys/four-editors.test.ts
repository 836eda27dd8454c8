import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { signIn, test } from '../support/browser.ts'
import { openSecondUser } from '../support/second-user.ts'
import { fieldsOf } from '../support/form-fields.ts'
import { appOn, visitor, type Visitor } from '../support/portal.ts'
import { press } from '../support/form-filling.ts'

const jobs = '/en/work/parishes/viresi/plan/jobs?in=en'
// A quarter of what a page costs is painting it, and nobody looks.
const small = { width: 320, height: 240 }
const staff = ['one', 'two', 'three', 'four']

type Fields = ReturnType<typeof fieldsOf>

/** Each of the four has one field of their own, in two rows. */
const owns = (first: string, second: string): [field: string, told: (at: number) => string][] => [
  [`row.${first}.who`, (at) => `A baker, ${at}`],
  [`row.${first}.fte`, (at) => (at / 100).toFixed(2)],
  [`row.${second}.who`, (at) => `A driver, ${at}`],
  [`row.${second}.startsOn`, (at) => `${String((at % 28) + 1).padStart(2, '0')}.05.2020`],
]

const row = (key: string, who: string) =>
  Object.fromEntries(
    Object.entries({ kind: 'volunteer', initiativeId: '', fte: '', startsOn: '', who }).map(([field, value]) => [
      `row.${key}.${field}`,
      value,
    ]),
  )

/** Four people of the partner's staff, and a section with two rows that all of them have open. */
async function fourOf(committedDb: Db): Promise<{ people: Visitor[]; rows: [string, string] }> {
  const app = await appOn(committedDb)
  for (const name of staff) {
    const email = `${name}@example.org`
    if (!(await committedDb('people').where({ email }).first())) await openSecondUser(committedDb, name, email)
  }
  const people = await Promise.all(staff.map((name) => visitor(app, committedDb, `${name}@example.org`)))
  const [first] = people as [Visitor]
  const form = fieldsOf((await first.get(jobs)).text)
  const keys = ['new-a', 'new-b'] as const
  const rows = { ...form, ...row(keys[0], 'Baker'), ...row(keys[1], 'Driver') }
  await first
    .post(jobs)
    .type('form')
    .send({ ...rows, rows: [form['rows'], ...keys].join(' ').trim() })
    .expect(303)
  const parish = committedDb('parishes').where({ slug: 'viresi' }).select('id')
  const made = await committedDb('plannedJobs').whereIn('parishId', parish).orderBy('position', 'desc').limit(2)
  return { people, rows: made.map(({ id }) => String(id)).reverse() as [string, string] }
}

// A save costs far more in a browser, which sends the same form: so the first few are made there, and the rest without.
const inBrowser = 10
const each = 50

const mainOf = (html: string) => html.slice(html.indexOf('<main '), html.lastIndexOf('</main>'))

const formOf = async (person: Visitor): Promise<Fields> => fieldsOf((await person.get(jobs).expect(200)).text)

describe('four people who write in different fields of one section at once', { timeout: 600_000 }, () => {
  test('save 200 times, lose nothing, and meet in no conflict', async ({ committedDb, browser, portal }) => {
    const { people, rows } = await fourOf(committedDb)
    const fields = owns(...rows)
    expect(mainOf((await (people[0] as Visitor).get(jobs)).text)).not.toContain('together')
    const count = { saved: 0, lost: 0, conflicts: 0, merged: 0 }

    const heard = (shown: string | undefined, told: string, notice: string) => {
      count.saved += 1
      if (shown !== told) count.lost += 1
      if (notice.includes('together')) count.merged += 1
    }

    const type = async (page: Page, [field, told]: (typeof fields)[number]) => {
      await page.goto(jobs)
      for (let at = 1; at <= inBrowser; at++) {
        const control = page.locator(`[name="${field}"]`)
        await control.fill(told(at))
        await press(page, 'Save')
        if (await page.locator('.meeting').count()) count.conflicts += 1
        heard(await control.inputValue(), told(at), await page.locator('main').innerText())
      }
    }

    const send = async (person: Visitor, [field, told]: (typeof fields)[number]) => {
      let form = await formOf(person)
      for (let at = inBrowser + 1; at <= each; at++) {
        const answer = await person
          .post(jobs)
          .type('form')
          .send({ ...form, [field]: told(at) })
        if (answer.status !== 303) count.conflicts += 1
        const { text } = await person.get(String(answer.headers['location'])).expect(200)
        form = fieldsOf(text)
        heard(String(form[field]), told(at), mainOf(text))
      }
    }

    const contexts = await Promise.all(staff.map(() => browser.newContext({ baseURL: portal.origin, viewport: small })))
    const pages = await Promise.all(
      contexts.map(async (context, at) => {
        context.setDefaultTimeout(60_000)
        const page = await context.newPage()
        await page.goto('/en/sign-in')
        await signIn(page, String(staff[at]))
        return page
      }),
    )
    await Promise.all(pages.map((page, at) => type(page, fields[at] as (typeof fields)[number])))
    await Promise.all(contexts.map((context) => context.close()))
    // They did meet: otherwise this says nothing.
    expect(count.merged).toBeGreaterThan(inBrowser)
    await Promise.all(people.map((person, at) => send(person, fields[at] as (typeof fields)[number])))

    const last = await formOf(people[0] as Visitor)
    for (const [field, told] of fields) if (last[field] !== told(each)) count.lost += 1
    expect(count).toMatchObject({ saved: 200, lost: 0, conflicts: 0 })
    expect(count.merged).toBeGreaterThan(each)
  })
})

describe('four people who write in the same field of one section at once', () => {
  test('overwrite no text that they were not shown', async ({ committedDb }) => {
    const { people, rows } = await fourOf(committedDb)
    const field = `row.${rows[0]}.who`
    const acknowledged: string[] = []
    let asked = 0
    for (let round = 1; round <= 10; round++) {
      const opened = await Promise.all(people.map(formOf))
      await Promise.all(
        people.map(async (person, at) => {
          const told = `Text ${round} of ${staff[at]}`
          let form: Fields = { ...opened[at], [field]: told }
          for (;;) {
            const answer = await person.post(jobs).type('form').send(form)
            if (answer.status === 303) break
            expect(answer.status).toBe(409)
            asked += 1
            form = fieldsOf(answer.text)
            expect(form[field]).toBe(told)
            // The text that saving again replaces is on the page, with the name of who wrote it.
            expect(answer.text).toMatch(new RegExp(`Text ${round} of (${staff.join('|')})</p>`))
          }
          acknowledged.push(told)
        }),
      )
    }
    expect(acknowledged).toHaveLength(40)
    expect(asked).toBeGreaterThanOrEqual(30)
    // Each of them stood in the section, until somebody who was shown it put their own there.
    const kept = await committedDb('revisions').whereRaw('before::text like ?', ['%Text %']).select('before')
    const stood = `${JSON.stringify(kept)} ${JSON.stringify(await committedDb('plannedJobs').select('who'))}`
    expect(acknowledged.filter((told) => !stood.includes(told))).toEqual([])
  })
})
