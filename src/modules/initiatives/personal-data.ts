import { actor, named, writerOf, type PersonalData } from '#platform/services/personal-data.ts'

/** What this module keeps about people, and the columns of text that say nothing of anybody. */
export const initiativesData: PersonalData = {
  personal: {
    initiatives: {
      responsible: named,
      proposed_by: writerOf('title', 'summary', 'description'),
      updated_by: actor,
    },
    initiative_files: {
      added_by: actor,
    },
    launches: {
      proposed_by: actor,
      confirmed_by: actor,
    },
  },
  notPersonal: {
    initiatives: [
      'slug',
      'state',
      'title',
      'category',
      'summary',
      'description',
      'for_whom',
      'place',
      'serves',
      'provider',
      'risks',
      'sustainability',
      'drop_reason',
      'pause_reason',
      'close_reason',
    ],
    initiative_listings: ['slug', 'state', 'own_title', 'own_category', 'public_title', 'public_category'],
    initiative_files: ['kind'],
    readiness_items: ['code'],
    launches: ['return_note'],
  },
}
