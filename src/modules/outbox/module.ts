import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { outboxRoutes } from './routes.ts'
import { outboxData } from './personal-data.ts'

export const outboxModule: Module = {
  name: 'outbox',
  uses: [],
  tables: ['mail_messages'],
  reads: [],
  routes: [outboxRoutes],
  jobs: null,
  links: [
    {
      place: 'administration',
      order: 3,
      href: paths.messages.list(),
      title: 'mail:admin.title',
      text: 'mail:admin.text',
      for: ['administrator'],
    },
    {
      place: 'desk',
      order: 11,
      href: paths.messages.list(),
      title: 'mail:admin.title',
      text: 'mail:admin.text',
      for: ['administrator'],
    },
  ],
  auditKinds: ['message'],
  publicPages: null,
  personalData: outboxData,
  linkRenewals: null,
  mayWrite: null,
}
