import MailComposer from 'nodemailer/lib/mail-composer'
import { renderFragment } from '#platform/pages/render.ts'
import { translations, type Translate } from '#platform/i18n/translations.ts'
import type { InlineImage, InlineImages } from './inline-images.ts'
import type { MessagePart, QueuedMessage } from './message.ts'
import { styled } from './style.ts'

declare module '#platform/pages/render.ts' {
  interface Fragments {
    'modules/outbox/_message': Pick<QueuedMessage, 'subject' | 'locale'> & {
      parts: MessagePart[]
      images: InlineImages
      origin: string
      t: Translate
    }
  }
}

/** What all messages of a portal have in common. */
export interface MailTemplate {
  /** Where the portal's pages are, for links; its host stands in the messages' ids. */
  origin: string
  from: string
  /** Whom an answer reaches. */
  replyTo: string
  images: InlineImages
}

type ComposedFrom = Pick<QueuedMessage, 'id' | 'recipient' | 'locale' | 'subject' | 'parts' | 'calendar' | 'postedAt'>

/** The id that a message has wherever it goes, however often it is sent: those who receive it twice can tell. */
export const messageIdOf = ({ id }: { id: string }, origin: string): string => `<${id}@${new URL(origin).hostname}>`

/** A message that cannot travel. */
export class InvalidMessage extends Error {}

/** A message as it travels: plain text and HTML that say the same, the images, and the iCalendar file if it has one. */
export async function composeMessage(message: ComposedFrom, template: MailTemplate): Promise<Buffer> {
  try {
    return await build(message, template)
  } catch (error) {
    throw new InvalidMessage((error as Error).message)
  }
}

function build(message: ComposedFrom, { origin, from, replyTo, images }: MailTemplate): Promise<Buffer> {
  const { locale, subject, calendar } = message
  const { t } = translations[locale]
  const parts = message.parts.map((part) => withOrigin(part, origin))
  const html = styled(renderFragment('modules/outbox/_message', { subject, parts, images, t, locale, origin }))
  const composer = new MailComposer({
    messageId: messageIdOf(message, origin),
    date: message.postedAt,
    from: { name: t('name'), address: from },
    to: message.recipient,
    ...(replyTo !== from && { replyTo }),
    subject,
    text: textOf(message, parts, origin),
    html,
    attachments: [images.flag, ...(images.logo ? [images.logo] : [])].map(attached),
    ...(calendar !== null && {
      icalEvent: { method: methodOf(calendar), filename: 'event.ics', content: calendar },
    }),
    // Absence notes and other machines are not to answer.
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': locale,
    },
    // The same message is the same to the last byte when it is sent again.
    baseBoundary: message.id,
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  }).compile()
  return composer.build()
}

const attached = ({ cid, filename, content }: InlineImage) => ({
  cid,
  filename,
  content,
  contentType: 'image/png',
  contentDisposition: 'inline',
})

const withOrigin = (part: MessagePart, origin: string): MessagePart =>
  typeof part === 'object' && 'link' in part ? { ...part, to: new URL(part.to, origin).href } : part

const methodOf = (calendar: string) => /^METHOD:(\w+)\s*$/m.exec(calendar)?.[1] ?? 'PUBLISH'

/** The message as plain text, of the same parts. */
function textOf({ locale }: ComposedFrom, parts: readonly MessagePart[], origin: string): string {
  const { t } = translations[locale]
  const foot = ['--', t('mail:foot.automatic'), `${t('name')}: ${origin}/${locale}`, '']
  const publicity = [`${t('funding.union')}, ${t('funding.fund')}`, t('funding.programme'), t('funding.credit')]
  return [...parts.map(partAsText), [...foot, ...publicity].join('\n')].join('\n\n')
}

function partAsText(part: MessagePart): string {
  if (typeof part === 'string') return part
  if ('link' in part) return `${part.link}:\n${part.to}`
  return part.facts.map(([label, value]) => `${label}: ${value}`).join('\n')
}
