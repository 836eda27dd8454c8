import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { handoverRoutes } from './handover-routes.ts'
import { equipmentRoutes } from './routes.ts'
import { equipmentData } from './personal-data.ts'

export const equipmentModule: Module = {
  name: 'equipment',
  uses: ['initiatives'],
  tables: [
    'equipment_items',
    'equipment_files',
    'equipment_status_changes',
    'inspections',
    'inspection_files',
    'materials',
    'material_moves',
    'handover_conditions',
    'handover_numbers',
    'handovers',
    'handover_lines',
    'handover_proofs',
    'handover_proof_reviews',
  ],
  reads: [
    'files',
    'initiatives',
    'parishes',
    'partners',
    'people',
    'plans',
    'projects',
    'published_initiatives',
    'role_assignments',
    'territories',
  ],
  routes: [handoverRoutes, equipmentRoutes],
  jobs: null,
  links: [
    {
      place: 'desk',
      order: 5,
      href: paths.equipment.list(),
      title: 'equipment:title',
      text: 'equipment:about',
      for: ['auditor', 'lead', 'partner', 'mentor'],
    },
  ],
  auditKinds: ['equipment', 'material', 'handover'],
  publicPages: null,
  personalData: equipmentData,
  linkRenewals: null,
  mayWrite: null,
}
