import type { AuditedTransaction } from '#platform/db/transact.ts'
import { formats } from '#platform/i18n/format.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import type { MessagePart } from '#platform/mail/message.ts'
import { paths } from '#platform/paths/paths.ts'
import { translations } from '#platform/i18n/translations.ts'
import { calendarInvitation } from './calendar-invitation.ts'
import { agreedDate, type AdviceRequest, type DateProposal } from './request.ts'
import { type Addressee } from '#modules/mentors/assignments/addressee.ts'

/** What a letter about a request tells. */
export type RequestEvent = 'asked' | 'proposed' | 'agreed' | 'others' | 'declined' | 'withdrawn'

/**
 * Tells each of these people, in their language, what has become of a request; nobody is told what they did themselves,
 * but where the time agreed `before` is to be taken out of their calendar.
 */
export async function notifyOfRequest(
  tx: AuditedTransaction,
  news: RequestEvent,
  request: AdviceRequest,
  to: readonly Addressee[],
  before: AdviceRequest = request,
): Promise<void> {
  const left = agreedDate(before) !== null && agreedDate(request) === null
  for (const { id, email, locale } of to.filter((each) => left || each.id !== tx.personId)) {
    const { t } = translations[locale]
    const words = id === tx.personId ? 'own_change' : news
    const parish = localise(locale, request.parishNames).text
    const calendar = left
      ? calendarInvitation(locale, { ...request, state: before.state, proposals: before.proposals }, true)
      : news === 'agreed'
        ? calendarInvitation(locale, request)
        : null
    await enqueueMail(tx, {
      to: email,
      locale,
      personId: id,
      once: `request ${news} ${request.id} ${request.version}`,
      subject: `${t(`mentors:mail.${words}.subject`)}: ${parish}`,
      parts: [
        t(`mentors:mail.${words}.text`),
        { facts: factsOf(locale, news, request) },
        { link: t('mentors:mail.link'), to: `/${locale}${paths.mentors.request(request.id)}` },
      ],
      ...(calendar === null ? {} : { calendar }),
    })
  }
}

type Facts = Extract<MessagePart, object>

function factsOf(
  locale: Locale,
  news: RequestEvent,
  request: AdviceRequest,
): Extract<Facts, { facts: unknown }>['facts'] {
  const { t } = translations[locale]
  const agreed = agreedDate(request)
  const dates = news === 'proposed' ? request.proposals : news === 'agreed' && agreed ? [agreed] : []
  const said = news === 'others' ? request.wish : ['proposed', 'declined'].includes(news) ? request.note : null
  return [
    [t('mentors:request.topic.label'), t(`advice:topics.${request.topic}`)],
    ...(request.initiativeTitle
      ? [[t('mentors:request.initiativeId.label'), localise(locale, request.initiativeTitle).text] as [string, string]]
      : []),
    ...dates.map((date): [string, string] => [t('mentors:requests.date'), dateIn(locale, date)]),
    ...(said ? [[t('mentors:requests.words'), localise(locale, said).text] as [string, string]] : []),
  ]
}

/** A proposed time in one line. */
const dateIn = (locale: Locale, { onDay, starts, channel, place }: DateProposal): string =>
  [formats[locale].day(onDay), starts, translations[locale].t(`advice:channels.${channel}`), place]
    .filter(Boolean)
    .join(', ')
