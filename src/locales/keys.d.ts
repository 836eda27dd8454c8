import type handovers from './en/handovers.json'
import type advice from './en/advice.json'
import type assessments from './en/assessments.json'
import type attendance from './en/attendance.json'
import type audit from './en/audit.json'
import type common from './en/common.json'
import type autosave from './en/autosave.json'
import type equipment from './en/equipment.json'
import type files from './en/files.json'
import type glossary from './en/glossary.json'
import type initiatives from './en/initiatives.json'
import type mentors from './en/mentors.json'
import type mail from './en/mail.json'
import type methodology from './en/methodology.json'
import type timesheets from './en/timesheets.json'
import type needs from './en/needs.json'
import type pages from './en/pages.json'
import type parishes from './en/parishes.json'
import type people from './en/people.json'
import type plans from './en/plans.json'
import type pdf from './en/pdf.json'
import type project from './en/project.json'
import type registrations from './en/registrations.json'
import type resources from './en/resources.json'
import type visits from './en/visits.json'
import type review from './en/review.json'
import type spreadsheets from './en/spreadsheets.json'
import type training from './en/training.json'
import type dashboard from './en/dashboard.json'

interface Parts {
  handovers: typeof handovers
  advice: typeof advice
  assessments: typeof assessments
  attendance: typeof attendance
  audit: typeof audit
  autosave: typeof autosave
  equipment: typeof equipment
  files: typeof files
  glossary: typeof glossary
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
