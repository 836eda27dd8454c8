import { adviceModule } from './advice/module.ts'
import { assessmentsModule } from './assessments/module.ts'
import { auditModule } from './audit/module.ts'
import { draftsModule } from './drafts/module.ts'
import { equipmentModule } from './equipment/module.ts'
import { storedFilesModule } from './stored-files/module.ts'
import { glossaryModule } from './glossary/module.ts'
import { initiativesModule } from './initiatives/module.ts'
import { outboxModule } from './outbox/module.ts'
import { mentorsModule } from './mentors/module.ts'
import { methodologyModule } from './methodology/module.ts'
import { needsModule } from './needs/module.ts'
import { parishesModule } from './parishes/module.ts'
import { peopleModule } from './people/module.ts'
import { placesModule } from './places/module.ts'
import { plansModule } from './plans/module.ts'
import { projectModule } from './project/module.ts'
import { resourcesModule } from './resources/module.ts'
import type { Module } from './services/services.ts'
import { trainingModule } from './training/module.ts'
import { visitsModule } from './visits/module.ts'
import { workModule } from './work/module.ts'

/** Every module, in the order in which their addresses are tried; each says of itself what the portal needs to know. */
export const modules: readonly Module[] = [
  peopleModule,
  auditModule,
  outboxModule,
  glossaryModule,
  storedFilesModule,
  draftsModule,
  placesModule,
  projectModule,
  parishesModule,
  adviceModule,
  initiativesModule,
  methodologyModule,
  visitsModule,
  workModule,
  resourcesModule,
  assessmentsModule,
  needsModule,
  trainingModule,
  equipmentModule,
  plansModule,
  mentorsModule,
]
