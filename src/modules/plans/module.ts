import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { publicSlugs, mayEditTogether } from './plan/queries.ts'
import { planPdfRoutes } from './pdf-routes.ts'
import { planRoutes } from './routes.ts'
import { plansData } from './personal-data.ts'

export const plansModule: Module = {
  name: 'plans',
  uses: ['audit', 'autosave', 'glossary', 'initiatives', 'needs', 'places', 'resources'],
  tables: [
    'plans',
    'plan_sections',
    'target_groups',
    'resource_uses',
    'finance_lines',
    'investments',
    'cooperations',
    'planned_jobs',
    'plan_versions',
    'published_initiatives',
    'initiative_actions',
    'plan_submissions',
    'plan_outcomes',
    'plan_notes',
    'plan_conditions',
    'plan_comments',
  ],
  reads: ['initiatives', 'parishes', 'people', 'resources', 'territories'],
  routes: [planPdfRoutes, planRoutes],
  jobs: null,
  links: [],
  auditKinds: ['plan'],
  publicPages: { paths: [], records: { path: paths.plans.inForce, slugs: publicSlugs } },
  personalData: plansData,
  linkRenewals: null,
  mayWrite: mayEditTogether,
}
