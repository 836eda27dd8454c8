import { adviceModule } from './modules/advice/module.ts'
import { assessmentsModule } from './modules/assessments/module.ts'
import { auditModule } from './modules/audit/module.ts'
import { autosaveModule } from './modules/autosave/module.ts'
import { equipmentModule } from './modules/equipment/module.ts'
import { storedFilesModule } from './modules/stored-files/module.ts'
import { glossaryModule } from './modules/glossary/module.ts'
import { initiativesModule } from './modules/initiatives/module.ts'
import { outboxModule } from './modules/outbox/module.ts'
import { mentorsModule } from './modules/mentors/module.ts'
import { methodologyModule } from './modules/methodology/module.ts'
import { needsModule } from './modules/needs/module.ts'
import { parishPagesModule } from './readers/parish-pages/module.ts'
import { peopleModule } from './modules/people/module.ts'
import { placesModule } from './modules/places/module.ts'
import { plansModule } from './modules/plans/module.ts'
import { projectModule } from './readers/project/module.ts'
import { consentsModule } from './modules/consents/module.ts'
import { privacyModule } from './modules/privacy/module.ts'
import { resourcesModule } from './modules/resources/module.ts'
import type { Module } from './platform/services/services.ts'
import { trainingModule } from './modules/training/module.ts'
import { visitsModule } from './modules/visits/module.ts'
import { dashboardModule } from './readers/dashboard/module.ts'

/** Every module, in the order in which their addresses are tried; each says of itself what the portal needs to know. */
export const modules: readonly Module[] = [
  peopleModule,
  auditModule,
  outboxModule,
  privacyModule,
  consentsModule,
  glossaryModule,
  storedFilesModule,
  autosaveModule,
  placesModule,
  projectModule,
  parishPagesModule,
  adviceModule,
  initiativesModule,
  methodologyModule,
  visitsModule,
  dashboardModule,
  resourcesModule,
  assessmentsModule,
  needsModule,
  trainingModule,
  equipmentModule,
  plansModule,
  mentorsModule,
]
