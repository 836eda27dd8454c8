import { handoversRoles } from './roles/handovers.ts'
import { adviceRoles } from './roles/advice.ts'
import { assessmentsRoles } from './roles/assessments.ts'
import { attendanceRoles } from './roles/attendance.ts'
import { copiesRoles } from './roles/copies.ts'
import { draftsRoles } from './roles/autosave.ts'
import { equipmentRoles } from './roles/equipment.ts'
import { filesRoles } from './roles/files.ts'
import { glossaryRoles } from './roles/glossary.ts'
import { initiativesRoles } from './roles/initiatives.ts'
import { launchesRoles } from './roles/launch.ts'
import { mailRoles } from './roles/mail.ts'
import { mentorsRoles } from './roles/mentors.ts'
import { methodologyRoles } from './roles/methodology.ts'
import { needsRoles } from './roles/needs.ts'
import { pdfRoles } from './roles/pdf.ts'
import { parishesRoles } from './roles/parishes.ts'
import { peopleRoles } from './roles/people.ts'
import { plansRoles } from './roles/plans.ts'
import { privacyRoles } from './roles/privacy.ts'
import { projectRoles } from './roles/project.ts'
import { registrationsRoles } from './roles/registrations.ts'
import { resourcesRoles } from './roles/resources.ts'
import { sheetsRoles } from './roles/spreadsheets.ts'
import { trainingRoles } from './roles/training.ts'
import { versionsRoles } from './roles/versions.ts'
import { visitsRoles } from './roles/visits.ts'
import type { Case } from './roles/cases.ts'

/** Every route, and what each of the cast is to be answered on records of their own and of others; a table for each file of tests. */
export const rolesTables = {
  handovers: handoversRoles,
  advice: adviceRoles,
  assessments: assessmentsRoles,
  attendance: attendanceRoles,
  copies: copiesRoles,
  drafts: draftsRoles,
  equipment: equipmentRoles,
  files: filesRoles,
  glossary: glossaryRoles,
  initiatives: initiativesRoles,
  launches: launchesRoles,
  mail: mailRoles,
  mentors: mentorsRoles,
  methodology: methodologyRoles,
  needs: needsRoles,
  pdf: pdfRoles,
  parishes: parishesRoles,
  people: peopleRoles,
  plans: plansRoles,
  privacy: privacyRoles,
  project: projectRoles,
  registrations: registrationsRoles,
  resources: resourcesRoles,
  sheets: sheetsRoles,
  training: trainingRoles,
  versions: versionsRoles,
  visits: visitsRoles,
} satisfies Record<string, Record<string, Case[]>>

/** All of them in one. */
export const rolesTable: Record<string, Case[]> = Object.fromEntries(
  Object.values(rolesTables).flatMap((table) => Object.entries<Case[]>(table)),
)
