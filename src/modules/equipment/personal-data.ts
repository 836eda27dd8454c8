import { actor, named, namedInEvidence, writerOf, type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const equipmentData: PersonalData = {
  personal: {
    equipment_items: {
      moved_by: actor,
    },
    equipment_files: {
      added_by: actor,
    },
    equipment_status_changes: {
      moved_by: actor,
    },
    inspections: {
      inspected_by: actor,
    },
    material_moves: {
      moved_by: actor,
    },
    handover_conditions: {
      written_by: writerOf('text'),
    },
    handovers: {
      gives_name: named,
      gives_role: named,
      takes_name: named,
      takes_role: named,
      snapshot: namedInEvidence,
      drafted_by: actor,
      override_asked_by: actor,
      override_by: actor,
      issued_by: actor,
      received_by: actor,
      voided_by: actor,
    },
    handover_proofs: {
      reading: namedInEvidence,
      sent_by: actor,
    },
    handover_proof_reviews: {
      reviewed_by: actor,
    },
  },
  notPersonal: {
    equipment_items: [
      'name',
      'category',
      'supplier',
      'invoice',
      'funding',
      'procurement',
      'serial',
      'state',
      'state_before',
      'reason',
      'note',
    ],
    equipment_files: ['kind'],
    equipment_status_changes: ['state', 'reason'],
    inspections: ['condition', 'note', 'source'],
    materials: ['name', 'unit', 'supplier', 'invoice', 'funding'],
    material_moves: ['kind', 'note'],
    handover_conditions: ['kind', 'text'],
    handovers: [
      'type',
      'basis',
      'languages',
      'place',
      'gives_organisation',
      'takes_organisation',
      'state',
      'override_reason',
      'sha256',
      'pdf_sha256',
      'halfway',
      'void_reason',
    ],
    handover_lines: ['condition', 'note', 'state_before'],
    handover_proofs: ['kind'],
    handover_proof_reviews: ['verdict', 'reason'],
  },
}
