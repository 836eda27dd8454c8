import type { Module } from '#platform/services/services.ts'
import { needRoutes } from './routes.ts'
import { needsData } from './personal-data.ts'

export const needsModule: Module = {
  name: 'needs',
  uses: ['assessments', 'resources'],
  tables: ['needs', 'need_responses', 'swots', 'swot_items'],
  reads: [
    'advice_sessions',
    'assessment_answers',
    'assessments',
    'initiative_actions',
    'initiatives',
    'investments',
    'methodology_criteria',
    'methodology_sections',
    'people',
    'published_initiatives',
    'training_topics',
  ],
  routes: [needRoutes],
  jobs: null,
  links: [],
  auditKinds: ['need', 'swot'],
  publicPages: null,
  personalData: needsData,
  linkRenewals: null,
  mayWrite: null,
}
