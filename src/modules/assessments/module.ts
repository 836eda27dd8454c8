import type { Module } from '#platform/services/services.ts'
import { assessmentRoutes } from './routes.ts'
import { assessmentsData } from './personal-data.ts'

export const assessmentsModule: Module = {
  name: 'assessments',
  uses: ['audit', 'methodology'],
  tables: [
    'assessments',
    'assessment_meetings',
    'meeting_participants',
    'assessment_answers',
    'assessment_answer_files',
    'meeting_files',
  ],
  reads: [
    'files',
    'methodology_criteria',
    'methodology_sections',
    'methodology_versions',
    'parishes',
    'people',
    'territories',
  ],
  routes: [assessmentRoutes],
  jobs: null,
  links: [],
  auditKinds: ['assessment'],
  publicPages: null,
  personalData: assessmentsData,
  linkRenewals: null,
  mayWrite: null,
}
