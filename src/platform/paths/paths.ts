import { path } from '#platform/values/path.ts'
import { advice } from './advice.ts'
import { assessments } from './assessments.ts'
import { equipment } from './equipment.ts'
import { glossary } from './glossary.ts'
import { initiatives } from './initiatives.ts'
import { mentors } from './mentors.ts'
import { methodology } from './methodology.ts'
import { needs } from './needs.ts'
import { parishes } from './parishes.ts'
import { people } from './people.ts'
import { plans } from './plans.ts'
import { privacy } from './privacy.ts'
import { resources } from './resources.ts'
import { training } from './training.ts'
import { visits } from './visits.ts'

/** Where the pages are, each declared once: pages of any module may link to those of any other. */
export const paths = {
  desk: path('/work'),
  translations: path('/work/translations'),
  project: { about: path('/about'), privacy: path('/privacy'), accessibility: path('/accessibility') },
  autosaves: {
    save: path('/work/drafts', '/work'),
    offers: path('/work/drafts/offers'),
    draft: path('/work/drafts/:draft'),
    discard: path('/work/drafts/:draft/discard', '/work'),
    presence: path('/work/presences', '/work'),
  },
  files: { own: path('/work/files'), file: path('/work/files/:file'), smallFile: path('/work/files/:file/small') },
  audit: { log: path('/work/admin/audit') },
  messages: {
    list: path('/work/admin/letters'),
    message: path('/work/admin/letters/:message'),
    retry: path('/work/admin/letters/:message/again', '/work/admin/letters/:message'),
  },
  advice,
  assessments,
  equipment,
  glossary,
  initiatives,
  mentors,
  methodology,
  needs,
  parishes,
  people,
  plans,
  privacy,
  resources,
  training,
  visits,
}
