import { transact, system } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { renderInlineImages } from '#platform/mail/inline-images.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import type { MailMessage } from '#platform/mail/message.ts'
import { createDeliveryLoop, type DeliveryLoop } from '#platform/mail/delivery-loop.ts'
import { createLog } from '#platform/monitoring/request-log.ts'

const emblems = await renderInlineImages(null)

const template = {
  origin: 'https://actlocal.example.eu',
  from: 'portals@example.org',
  replyTo: 'info@example.org',
  images: emblems,
}

/** A loop of the portal at https://actlocal.example.eu, who knows the hour from `now`. */
export const deliveryLoopTo = (smtpUrl: string | null, db: Db, now = () => new Date()): DeliveryLoop =>
  createDeliveryLoop({ db, smtpUrl, template, log: createLog('silent'), now })

const subjects = {
  lv: 'Jūs esat reģistrēts mācību dienai',
  et: 'Olete registreeritud koolituspäevale',
  en: 'You are registered',
}

/** A message that says that somebody has a place. */
export const messageAboutPlace = (to: string, changes: Partial<MailMessage> = {}): MailMessage => ({
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

/** Writes messages in one transaction. */
export const write = (db: Db, ...messages: MailMessage[]): Promise<void> =>
  transact(db, system, async (tx) => {
    for (const message of messages) await enqueueMail(tx, message)
    await tx.record('message.written', '00000000-0000-4000-8000-000000000000')
  })
