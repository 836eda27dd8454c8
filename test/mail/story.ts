import { transact, system } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { drawEmblems } from '#mail/emblems.ts'
import { post } from '#mail/commands.ts'
import type { Letter } from '#mail/letter.ts'
import { createPostman, type Postman } from '#mail/postman.ts'
import { createLog } from '#web/log.ts'

const emblems = await drawEmblems(null)

const stationery = {
  origin: 'https://actlocal.example.eu',
  from: 'portals@example.org',
  replyTo: 'info@example.org',
  emblems,
}

/** A postman of the portal at https://actlocal.example.eu, who knows the hour from `now`. */
export const postmanTo = (smtpUrl: string | null, db: Db, now = () => new Date()): Postman =>
  createPostman({ db, smtpUrl, stationery, log: createLog('silent'), now })

const subjects = {
  lv: 'Jūs esat reģistrēts mācību dienai',
  et: 'Olete registreeritud koolituspäevale',
  en: 'You are registered',
}

/** A letter that says that somebody has a place. */
export const placeGiven = (to: string, changes: Partial<Letter> = {}): Letter => ({
  to,
  locale: 'lv',
  once: `place given to ${to}`,
  subject: subjects[changes.locale ?? 'lv'],
  parts: [
    'Ādama kopienas nams gaida Jūs; <script>alert(1)</script> & "šķēres".',
    {
      facts: [
        ['Diena', '2020. gada 12. marts'],
        ['Vieta', 'Gaujiena'],
      ],
    },
    { link: 'Mainīt vai atteikties', to: '/lv/training/registration/abc' },
  ],
  ...changes,
})

/** Writes letters in one act. */
export const write = (db: Db, ...letters: Letter[]): Promise<void> =>
  transact(db, system, async (tx) => {
    for (const letter of letters) await post(tx, letter)
    await tx.record('letter.written', '00000000-0000-4000-8000-000000000000')
  })
