import { paths } from '#platform/paths/paths.ts'
import { anyone, type routes } from '#platform/web/routes.ts'
import { render } from '#platform/pages/render.ts'
import { translations } from '#platform/i18n/translations.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/advice/sessions/offline': object
  }
}

const icons = [
  { name: 'img/icon-192.png', sizes: '192x192', purpose: 'any' },
  { name: 'img/icon-512.png', sizes: '512x512', purpose: 'any' },
  { name: 'img/icon-maskable.png', sizes: '512x512', purpose: 'maskable' },
]

/** What lets a mentor put the log of advice on a telephone's first screen, and the page that stands in for others there. */
export function offlineRoutes({ get }: Pick<ReturnType<typeof routes>, 'get'>) {
  get('/manifest.webmanifest', anyone, ({ res, locale }) => {
    const { t } = translations[locale]
    const { asset } = res.locals as { asset: (name: string) => string }
    const manifest = {
      id: '/',
      name: t('advice:app.name'),
      short_name: t('advice:app.short'),
      description: t('advice:lead'),
      lang: locale,
      start_url: `/${locale}${paths.advice.log()}`,
      scope: '/',
      display: 'standalone',
      background_color: '#fbf9f2',
      theme_color: '#fbf9f2',
      icons: icons.map(({ name, ...icon }) => ({ src: asset(name), type: 'image/png', ...icon })),
    }
    res.type('application/manifest+json').send(JSON.stringify(manifest))
  })

  get('/offline', anyone, ({ res }) => render(res, 'modules/advice/sessions/offline', {}))
}
