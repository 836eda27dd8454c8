import { transact } from '#platform/db/transact.ts'
import { today } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import { listPlaces } from '#modules/places/choice/queries.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { translations } from '#platform/i18n/translations.ts'
import { renewFeed } from './feed-commands.ts'
import { findFeed, findFeedOwner, listOwnDays } from './feed-queries.ts'
import { eventsOf, feedIdOf, feedText, oldestInFeed, feedToken } from './feed.ts'
import { listDays, type VisibleDay } from '#modules/training/days/queries.ts'
import { isTrainingKind } from '#modules/training/days/training-day.ts'

/** Where the portal is reached, and what the addresses of people's own calendars are signed with. */
declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/calendar/feed': { token: string | null }
  }
}

type Asking = RouteContext<never, Viewer | null>

/** Calendars to subscribe to: of a parish, a territory or a kind, and each person's own. */
export function trainingFeedRoutes(
  { db, now, config: { origin }, secret }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  const own = async (token: string) => {
    const id = orNotFound(feedIdOf(secret, token))
    const reader = orNotFound(await findFeedOwner(db, id, today(now)))
    return { name: translations[reader.locale].t('training:feed.own'), days: await listOwnDays(db, reader) }
  }

  const ofAll = async ({ query, locale }: Asking) => {
    const { territories, parishes } = await listPlaces(db, locale, query['parish'] ?? '')
    const place = (list: { slug: string; names: Multilingual }[], name: string) =>
      query[name] === undefined ? undefined : orNotFound(list.find(({ slug }) => slug === query[name]))
    const [parish, territory] = [place(parishes.parishes, 'parish'), place(territories, 'territory')]
    const kind = isTrainingKind(query['kind']) ? query['kind'] : undefined
    const { t } = translations[locale]
    const said = [parish, territory].flatMap((each) => (each ? [localise(locale, each.names).text] : []))
    const days: VisibleDay[] = await listDays(db, null, {
      parish: parish?.slug,
      territory: territory?.slug,
      kind,
      from: oldestInFeed(today(now)),
    })
    return { name: [t('training:title'), ...said, ...(kind ? [t(`training:kinds.${kind}`)] : [])].join(' · '), days }
  }

  get(paths.training.feed, anyone, async (context: Asking) => {
    const { res, query, locale } = context
    const { name, days } = query['person'] === undefined ? await ofAll(context) : await own(query['person'])
    const at = { origin, locale }
    res.type('text/calendar; charset=utf-8')
    if (query['person'] !== undefined) res.setHeader('Cache-Control', 'private, no-store')
    res.send(feedText(name, eventsOf(days, at), at))
  })

  get(paths.training.calendar, signedIn, async ({ res, viewer }) => {
    const id = await findFeed(db, viewer.id)
    render(res, 'modules/training/calendar/feed', { token: id === null ? null : feedToken(secret, id) })
  })

  post(paths.training.calendar, signedIn, async ({ res, viewer, locale }) => {
    await transact(db, viewer, (tx) => renewFeed(tx, viewer.id))
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.training.calendar()}`)
  })
}
