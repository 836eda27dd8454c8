import { actor, named, namedInEvidence, writerOf, type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const plansData: PersonalData = {
  personal: {
    plans: {
      submitted_by: actor,
      decided_by: actor,
    },
    plan_sections: {
      saved_by: actor,
    },
    cooperations: {
      contact: named,
    },
    planned_jobs: {
      who: named,
    },
    plan_versions: {
      snapshot: namedInEvidence,
      submitted_by: actor,
      approved_by: actor,
    },
    published_initiatives: {
      content: named,
    },
    initiative_actions: {
      who: named,
    },
    plan_submissions: {
      snapshot: namedInEvidence,
      submitted_by: actor,
    },
    plan_outcomes: {
      decided_by: actor,
    },
    plan_conditions: {
      met_by: actor,
      confirmed_by: actor,
    },
    plan_comments: {
      text: named,
      written_by: writerOf('text'),
      resolved_by: actor,
    },
  },
  notPersonal: {
    plans: ['state', 'decision_note'],
    plan_sections: ['section'],
    target_groups: ['who', 'gain'],
    resource_uses: ['what_for', 'contribution', 'unit'],
    finance_lines: ['kind', 'month', 'category', 'what', 'unit', 'vat'],
    investments: ['what', 'why', 'priority', 'keeper'],
    cooperations: ['kind', 'reason', 'municipality_gives', 'community_gives'],
    planned_jobs: ['kind'],
    plan_versions: ['sha256'],
    published_initiatives: ['category'],
    initiative_actions: ['what', 'from_month', 'to_month', 'deliverable'],
    plan_submissions: ['sha256'],
    plan_outcomes: ['outcome', 'note'],
    plan_notes: ['section', 'note'],
    plan_conditions: ['text', 'met_note'],
    plan_comments: ['section'],
  },
}
