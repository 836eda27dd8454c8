import type handovers from './en/modules/equipment/handovers.json'
import type advice from './en/modules/advice/advice.json'
import type assessments from './en/modules/assessments/assessments.json'
import type attendance from './en/modules/training/attendance.json'
import type audit from './en/modules/audit/audit.json'
import type common from './en/platform/common.json'
import type autosave from './en/modules/autosave/autosave.json'
import type equipment from './en/modules/equipment/equipment.json'
import type factors from './en/modules/people/factors.json'
import type files from './en/platform/files.json'
import type glossary from './en/modules/glossary/glossary.json'
import type identities from './en/modules/people/identities.json'
import type initiatives from './en/modules/initiatives/initiatives.json'
import type mentors from './en/modules/mentors/mentors.json'
import type mail from './en/platform/mail.json'
import type methodology from './en/modules/methodology/methodology.json'
import type timesheets from './en/modules/mentors/timesheets.json'
import type needs from './en/modules/needs/needs.json'
import type pages from './en/readers/project/pages.json'
import type parishes from './en/modules/places/parishes.json'
import type people from './en/modules/people/people.json'
import type plans from './en/modules/plans/plans.json'
import type pdf from './en/platform/pdf.json'
import type privacy from './en/modules/privacy/privacy.json'
import type project from './en/readers/project/project.json'
import type registrations from './en/modules/training/registrations.json'
import type resources from './en/modules/resources/resources.json'
import type visits from './en/modules/visits/visits.json'
import type review from './en/modules/plans/review.json'
import type spreadsheets from './en/platform/spreadsheets.json'
import type training from './en/modules/training/training.json'
import type dashboard from './en/readers/dashboard/dashboard.json'

interface Parts {
  handovers: typeof handovers
  advice: typeof advice
  assessments: typeof assessments
  attendance: typeof attendance
  audit: typeof audit
  autosave: typeof autosave
  equipment: typeof equipment
  factors: typeof factors
  files: typeof files
  glossary: typeof glossary
  identities: typeof identities
  initiatives: typeof initiatives
  mentors: typeof mentors
  mail: typeof mail
  methodology: typeof methodology
  timesheets: typeof timesheets
  needs: typeof needs
  pages: typeof pages
  parishes: typeof parishes
  people: typeof people
  plans: typeof plans
  pdf: typeof pdf
  privacy: typeof privacy
  project: typeof project
  registrations: typeof registrations
  resources: typeof resources
  review: typeof review
  visits: typeof visits
  spreadsheets: typeof spreadsheets
  training: typeof training
  dashboard: typeof dashboard
}

type WithoutForm<K extends string> = K extends `${infer Stem}_${'zero' | 'one' | 'other'}` ? Stem : K

type KeysOf<T> = {
  [K in keyof T & string]: T[K] extends string ? WithoutForm<K> : `${K}.${KeysOf<T[K]>}`
}[keyof T & string]

type KeyOfPart = { [P in keyof Parts]: `${P}:${KeysOf<Parts[P]>}` }[keyof Parts]

/** Every key of the locale files, as the English have them; `common` goes without saying. */
export type Key = KeysOf<typeof common> | KeyOfPart
