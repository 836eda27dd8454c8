/* Public pages, and for each of the cast the lists that they work with. */

const open = ['', '/parishes', '/parishes/gaujiena', '/parishes/gaujiena/plan', '/initiatives']
export const visitors = [
  ...open,
  '/initiatives?territory=ape',
  '/initiatives?category=youth',
  '/initiatives?state=operating',
  '/initiatives?territory=ape&category=craft&state=approved',
  '/initiatives/gaujienas-kopienas-virtuve',
  '/training',
  '/training?parish=gaujiena',
  '/visits',
  '/mentors',
  '/about',
]
export const lists: Record<string, string[]> = {
  ape: [
    ...open,
    '/work',
    '/work/translations',
    '/work/readiness',
    '/work/training',
    '/work/training/new',
    '/work/equipment',
    '/work/equipment/acts',
    '/work/mentors',
    '/work/mentors/new',
    '/work/mentors/requests',
    '/work/mentors/requests/new',
    '/work/advice',
    '/work/visits',
  ],
  lead: [
    ...[
      '/initiatives',
      '/work',
      '/work/translations',
      '/work/readiness',
      '/work/training',
      '/work/training/attendance',
    ],
    ...[
      '/work/equipment',
      '/work/mentors',
      '/work/mentors/new',
      '/work/mentors/months',
      '/work/advice',
      '/work/visits',
    ],
    ...['/work/admin/people', '/work/admin/audit'],
  ],
  gaujiena: [
    '/initiatives',
    '/parishes/gaujiena',
    '/work',
    '/initiatives/new',
    '/work/advice',
    '/work/mentors/requests',
  ],
  mentor: ['/initiatives', '/parishes/gaujiena', '/work', '/work/advice', '/work/advice/new', '/work/mentors/months'],
  auditor: ['/initiatives', '/work', '/work/translations', '/work/equipment', '/work/admin/audit', '/work/mentors'],
  admin: ['/work', '/work/admin', '/work/admin/people', '/work/admin/audit', '/work/admin/letters', '/work/glossary'],
}
