import type { Db } from '#db/db.ts'

interface Case {
  to: string | ((db: Db) => Promise<string>)
  body?: Record<string, string>
  answers: string[]
}

const person =
  (name: string, path = '') =>
  async (db: Db) => {
    const { id } = await db('people')
      .where({ email: `${name}@example.org` })
      .first<{ id: string }>('id')
    return `/en/work/admin/people/${id}${path}`
  }

const grantOf = (name: string) => async (db: Db) => {
  const row = await db('grants')
    .join('people', 'people.id', 'grants.personId')
    .where({ email: `${name}@example.org` })
    .first<{ grant: string; person: string }>('grants.id as grant', 'people.id as person')
  return `/en/work/admin/people/${row.person}/grants/${row.grant}/end`
}

const inParish = (db: Db, parish: string) => db('parishes').where({ slug: parish }).select('id')

const session = (parish: string) => async (db: Db) => {
  const { id } = await db('adviceSessions').whereIn('parishId', inParish(db, parish)).first<{ id: string }>('id')
  return `/en/work/advice/${id}`
}

/** The first next step agreed on an initiative of the parish, at the address that `path` makes of it. */
const step = (parish: string, path: (id: string, initiative: string) => string) => async (db: Db) => {
  const { id, slug } = await db('nextSteps')
    .join('adviceSessions', 'adviceSessions.id', 'nextSteps.sessionId')
    .join('initiatives', 'initiatives.id', 'adviceSessions.initiativeId')
    .whereIn('initiatives.parishId', inParish(db, parish))
    .first<{ id: string; slug: string }>('nextSteps.id', 'slug')
  return path(id, slug)
}

const all = (to: string, status = 200): Case[] => [{ to, answers: [`${status} *`] }]
// A visitor who asks for a page is sent to sign in; one who posts is asked to, and keeps what they typed.
const page = (to: Case['to'], ...answers: string[]): Case => ({ to, answers: ['302 visitor', ...answers] })
const form = (to: Case['to'], body: Record<string, string>, ...answers: string[]): Case => ({
  to,
  body,
  answers: ['401 visitor', ...answers],
})

const work = '/en/work/parishes'
const readersOfApe = '200 ape lead mentor auditor'
const readersOfVarska = '200 setomaa lead mentor auditor'
const readersOfSmarde = '200 engure lead auditor'

/** A page of the plan editor in three parishes: one with a mentor in each country, and one with neither mentor nor member. */
const planPages = (path: string, slugs = { gaujiena: '', varska: '', smarde: '' }): Case[] => [
  page(`${work}/gaujiena/plan${path}${slugs.gaujiena}`, readersOfApe, '404 *'),
  page(`${work}/varska/plan${path}${slugs.varska}`, readersOfVarska, '404 *'),
  page(`${work}/smarde/plan${path}${slugs.smarde}`, readersOfSmarde, '404 *'),
]

/** A form of the plan editor, sent as nobody's page would: in plans that are open, and in one that is not. */
const planForms = (
  path: string,
  slugs: Record<'viresi' | 'meremae' | 'smarde', string>,
  refused: number,
  body: Record<string, string> = { version: '999' },
): Case[] => [
  form(`${work}/viresi/plan${path}${slugs.viresi}`, body, `${refused} ape`, '403 lead auditor', '404 *'),
  form(`${work}/meremae/plan${path}${slugs.meremae}`, body, `${refused} setomaa`, '403 lead auditor', '404 *'),
  form(`${work}/smarde/plan${path}${slugs.smarde}`, body, '409 engure', '403 lead auditor', '404 *'),
]

const staleRows = { version: '999', rows: '' }

const published = '/en/initiatives/gaujienas-kopienas-virtuve'
const idea = '/en/initiatives/gaujienas-laivu-noma'
const inDraft = '/en/initiatives/viresu-kopienas-busins'
const nobody = '00000000-0000-4000-8000-000000000000'

/** Every route, and what each of the cast is to be answered on records of their own and of others. */
export const rolesTable: Record<string, Case[]> = {
  'GET /health/live': all('/health/live'),
  'GET /health/ready': all('/health/ready'),
  'GET /metrics': all('/metrics', 404),
  'GET /robots.txt': all('/robots.txt'),
  'GET /.well-known/security.txt': all('/.well-known/security.txt'),
  'GET /sitemap.xml': all('/sitemap.xml'),
  'GET /': [...all('/', 302), ...all('/en')],
  'GET /about': all('/en/about'),
  'GET /privacy': all('/en/privacy'),
  'GET /accessibility': all('/en/accessibility'),
  'GET /parishes': all('/en/parishes'),
  'GET /parishes/:parish': [...all('/en/parishes/gaujiena'), ...all('/en/parishes/nowhere', 404)],
  'GET /parishes/:parish/plan': [...all('/en/parishes/gaujiena/plan'), ...all('/en/parishes/smarde/plan', 404)],
  'GET /parishes/:parish/plan/versions': [
    ...all('/en/parishes/varska/plan/versions'),
    ...all('/en/parishes/smarde/plan/versions', 404),
  ],
  'GET /parishes/:parish/plan/versions/:number': [
    ...all('/en/parishes/varska/plan/versions/1'),
    ...all('/en/parishes/varska/plan/versions/2', 404),
    ...all('/en/parishes/varska/plan/versions/x', 404),
  ],
  'GET /initiatives': all('/en/initiatives'),
  'GET /initiatives/:initiative': [
    ...all(published),
    { to: inDraft, answers: ['200 ape lead auditor', '404 *'] },
    { to: idea, answers: ['200 ape lead auditor mentor gaujiena', '404 *'] },
    { to: '/en/initiatives/meremae-kulakohvik', answers: ['200 setomaa lead auditor', '404 *'] },
  ],

  'GET /sign-in': [{ to: '/en/sign-in', answers: ['200 visitor', '303 *'] }],
  'POST /sign-in': [{ to: '/en/sign-in', answers: ['422 *'] }],
  'POST /sign-out': [{ to: '/en/sign-out', answers: ['303 *'] }],
  'GET /work': [page('/en/work', '200 *')],
  'GET /work/account': [page('/en/work/account', '200 *')],
  'POST /work/account/password': [form('/en/work/account/password', {}, '422 *')],
  'POST /work/account/language': [form('/en/work/account/language', { locale: 'et' }, '303 *')],
  'POST /work/account/sessions/end': [form('/en/work/account/sessions/end', {}, '303 *')],

  'GET /work/admin': [page('/en/work/admin', '200 admin lead auditor', '403 *')],
  'GET /work/admin/audit': [page('/en/work/admin/audit', '200 admin lead auditor', '403 *')],
  'GET /work/admin/people': [page('/en/work/admin/people', '200 admin lead', '403 *')],
  'GET /work/admin/people/new': [page('/en/work/admin/people/new', '200 admin', '403 *')],
  'POST /work/admin/people/new': [form('/en/work/admin/people/new', {}, '422 admin', '403 *')],
  'GET /work/admin/people/:person': [
    page(person('mentor'), '200 admin lead', '403 *'),
    page(`/en/work/admin/people/${nobody}`, '404 admin lead', '403 *'),
  ],
  'POST /work/admin/people/:person/grants': [form(person('mentor', '/grants'), {}, '422 admin', '403 *')],
  'GET /work/admin/people/:person/grants/:grant/end': [page(grantOf('mentor'), '200 admin', '403 *')],
  'POST /work/admin/people/:person/grants/:grant/end': [
    form(grantOf('mentor'), {}, '422 admin', '403 *'),
    form(grantOf('admin'), { toDay: '01.03.2020' }, '403 *'),
  ],
  'GET /work/admin/people/:person/close': [
    page(person('mentor', '/close'), '200 admin', '403 *'),
    page(person('admin', '/close'), '403 *'),
  ],
  'POST /work/admin/people/:person/close': [
    form(person('mentor', '/close'), {}, '303 admin', '403 *'),
    form(person('admin', '/close'), {}, '403 *'),
  ],

  'GET /work/parishes/:parish/edit': [
    page(`${work}/gaujiena/edit`, '200 ape lead', '403 *'),
    page(`${work}/varska/edit`, '200 setomaa lead', '403 *'),
  ],
  'POST /work/parishes/:parish/edit': [
    form(`${work}/gaujiena/edit`, {}, '422 ape lead', '403 *'),
    form(`${work}/varska/edit`, {}, '422 setomaa lead', '403 *'),
  ],

  'GET /work/advice': [
    page('/en/work/advice', '200 mentor ape engure setomaa alutaguse lead auditor gaujiena varska', '403 *'),
  ],
  'GET /work/advice/new': [page('/en/work/advice/new', '200 mentor', '403 *')],
  'POST /work/advice/new': [form('/en/work/advice/new', {}, '422 mentor', '403 *')],
  'GET /work/advice/:session': [
    page(session('gaujiena'), '200 mentor ape lead auditor gaujiena', '403 admin', '404 *'),
    page(session('varska'), '200 mentor setomaa lead auditor varska', '403 admin', '404 *'),
  ],
  'POST /work/advice/:session': [form(session('gaujiena'), {}, '422 mentor', '403 *')],
  'POST /work/advice/steps/:step/done': [
    form(
      step('gaujiena', (id) => `/en/work/advice/steps/${id}/done`),
      {},
      '303 mentor ape gaujiena',
      '403 admin lead auditor',
      '404 *',
    ),
  ],
  'POST /work/advice/steps/:step/undone': [
    form(
      step('varska', (id) => `/en/work/advice/steps/${id}/undone`),
      {},
      '303 mentor setomaa varska',
      '403 admin lead auditor',
      '404 *',
    ),
  ],

  'GET /initiatives/new': [page('/en/initiatives/new', '200 gaujiena varska', '403 *')],
  'POST /initiatives/new': [form('/en/initiatives/new', {}, '422 gaujiena varska', '403 *')],
  'GET /initiatives/:initiative/edit': [
    page(`${idea}/edit`, '200 gaujiena', '403 ape lead auditor mentor', '404 *'),
    page(`${published}/edit`, '403 *'),
  ],
  'POST /initiatives/:initiative/edit': [
    form(`${idea}/edit`, {}, '422 gaujiena', '403 ape lead auditor mentor', '404 *'),
    form(`${published}/edit`, {}, '403 *'),
  ],
  'POST /initiatives/:initiative/steps/:step/done': [
    form(
      step('gaujiena', (id, slug) => `/en/initiatives/${slug}/steps/${id}/done`),
      {},
      '303 mentor ape gaujiena',
      '403 lead auditor',
      '404 *',
    ),
    // A step of another initiative is not reached through this one.
    form(
      step('varska', (id) => `${published}/steps/${id}/done`),
      {},
      '404 *',
    ),
  ],
  'POST /initiatives/:initiative/steps/:step/undone': [
    form(
      step('varska', (id, slug) => `/en/initiatives/${slug}/steps/${id}/undone`),
      {},
      '303 mentor setomaa varska',
      '403 lead auditor',
      '404 *',
    ),
  ],
  'POST /initiatives/:initiative/drafting': [
    form(`${idea}/drafting`, {}, '403 ape lead auditor mentor gaujiena', '404 *'),
    form('/en/initiatives/viresu-kopienas-busins/drafting', {}, '403 ape lead auditor', '404 *'),
  ],
  'GET /initiatives/:initiative/drop': [
    page(`${inDraft}/drop`, '200 ape', '403 lead auditor', '404 *'),
    page(`${published}/drop`, '403 *'),
  ],
  'POST /initiatives/:initiative/drop': [
    form(`${inDraft}/drop`, {}, '422 ape', '403 lead auditor', '404 *'),
    form(`${idea}/drop`, {}, '422 ape', '403 lead auditor mentor gaujiena', '404 *'),
  ],

  'GET /work/parishes/:parish/plan': planPages(''),
  'GET /work/parishes/:parish/plan/text': planPages('/text'),
  'GET /work/parishes/:parish/plan/initiatives': planPages('/initiatives'),
  'GET /work/parishes/:parish/plan/finance': planPages('/finance'),
  'GET /work/parishes/:parish/plan/:section': [
    ...planPages('/resources'),
    page(`${work}/gaujiena/plan/nothing`, '404 *'),
  ],
  'GET /work/parishes/:parish/plan/initiatives/:initiative': planPages('/initiatives', {
    gaujiena: '/gaujienas-kopienas-virtuve',
    varska: '/varska-kasitootuba',
    smarde: '/smardes-muzikas-pecpusdienas',
  }),
  'GET /work/parishes/:parish/plan/:section/:initiative': [
    ...planPages('/finance', {
      gaujiena: '/gaujienas-kopienas-virtuve',
      varska: '/varska-kasitootuba',
      smarde: '/smardes-muzikas-pecpusdienas',
    }),
    // An initiative of another parish is not reached through one's own.
    page(`${work}/gaujiena/plan/finance/varska-kasitootuba`, '404 *'),
  ],
  'POST /work/parishes/:parish/plan/beginning': [
    form(`${work}/alajoe/plan/beginning`, {}, '303 alutaguse', '403 lead auditor', '404 *'),
    form(`${work}/viresi/plan/beginning`, {}, '403 ape lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/submission': [
    form(`${work}/trapene/plan/submission`, {}, '303 ape', '403 lead auditor', '404 *'),
    form(`${work}/gaujiena/plan/submission`, {}, '403 ape lead mentor auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/withdrawal': [
    form(`${work}/smarde/plan/withdrawal`, {}, '303 engure', '403 lead auditor', '404 *'),
    form(`${work}/gaujiena/plan/withdrawal`, {}, '403 ape lead mentor auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/approval': [
    form(`${work}/smarde/plan/approval`, {}, '303 lead', '403 engure auditor', '404 *'),
    // Nobody approves what was not submitted.
    form(`${work}/viresi/plan/approval`, {}, '403 ape lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/return': [
    form(`${work}/smarde/plan/return`, { note: '' }, '422 lead', '403 engure auditor', '404 *'),
    form(`${work}/smarde/plan/return`, { note: 'Mend the sums' }, '303 lead', '403 engure auditor', '404 *'),
    form(`${work}/viresi/plan/return`, { note: 'Mend the sums' }, '403 ape lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/draft': [
    form(`${work}/gaujiena/plan/draft`, {}, '303 ape', '403 lead mentor auditor', '404 *'),
    form(`${work}/smarde/plan/draft`, {}, '403 engure lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/plan/initiatives': planForms(
    '/initiatives',
    { viresi: '', meremae: '', smarde: '' },
    422,
  ),
  'POST /work/parishes/:parish/plan/:section': planForms(
    '/jobs',
    { viresi: '', meremae: '', smarde: '' },
    409,
    staleRows,
  ),
  'POST /work/parishes/:parish/plan/initiatives/:initiative': planForms(
    '/initiatives',
    { viresi: '/viresu-kopienas-busins', meremae: '/meremae-kulakohvik', smarde: '/smardes-muzikas-pecpusdienas' },
    422,
  ),
  'POST /work/parishes/:parish/plan/:section/:initiative': planForms(
    '/finance',
    { viresi: '/viresu-kopienas-busins', meremae: '/meremae-kulakohvik', smarde: '/smardes-muzikas-pecpusdienas' },
    409,
    staleRows,
  ),
}
