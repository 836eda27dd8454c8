import { actsRoles } from './roles/acts.ts'
import { adviceRoles } from './roles/advice.ts'
import { glossaryRoles } from './roles/glossary.ts'
import { copiesRoles } from './roles/copies.ts'
import { filesRoles } from './roles/files.ts'
import { assessmentsRoles } from './roles/assessments.ts'
import { attendanceRoles } from './roles/attendance.ts'
import { draftsRoles } from './roles/drafts.ts'
import { equipmentRoles } from './roles/equipment.ts'
import { initiativesRoles } from './roles/initiatives.ts'
import { mentorsRoles } from './roles/mentors.ts'
import { mailRoles } from './roles/mail.ts'
import { methodologyRoles } from './roles/methodology.ts'
import { paperRoles } from './roles/paper.ts'
import { launchesRoles } from './roles/launches.ts'
import { parishesRoles } from './roles/parishes.ts'
import { needsRoles } from './roles/needs.ts'
import { peopleRoles } from './roles/people.ts'
import { plansRoles } from './roles/plans.ts'
import { projectRoles } from './roles/project.ts'
import { registrationsRoles } from './roles/registrations.ts'
import { resourcesRoles } from './roles/resources.ts'
import { trainingRoles } from './roles/training.ts'
import { visitsRoles } from './roles/visits.ts'
import { versionsRoles } from './roles/versions.ts'
import { sheetsRoles } from './roles/sheets.ts'

/** Every route, and what each of the cast is to be answered on records of their own and of others. */
export const rolesTable = {
  ...actsRoles,
  ...adviceRoles,
  ...glossaryRoles,
  ...copiesRoles,
  ...filesRoles,
  ...assessmentsRoles,
  ...attendanceRoles,
  ...draftsRoles,
  ...equipmentRoles,
  ...initiativesRoles,
  ...launchesRoles,
  ...mentorsRoles,
  ...mailRoles,
  ...methodologyRoles,
  ...paperRoles,
  ...needsRoles,
  ...parishesRoles,
  ...peopleRoles,
  ...plansRoles,
  ...projectRoles,
  ...registrationsRoles,
  ...resourcesRoles,
  ...trainingRoles,
  ...visitsRoles,
  ...versionsRoles,
  ...sheetsRoles,
}
