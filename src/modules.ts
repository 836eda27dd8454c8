import { Router } from 'express'
import type { Services } from '#services/services.ts'
import { adviceRoutes } from '#advice/routes.ts'
import { assessmentRoutes } from '#assessments/routes.ts'
import { auditRoutes } from '#audit/routes.ts'
import { draftRoutes } from '#drafts/routes.ts'
import { actRoutes } from '#equipment/act-routes.ts'
import { equipmentRoutes } from '#equipment/routes.ts'
import { fileRoutes } from '#files/routes.ts'
import { glossaryRoutes } from '#glossary/routes.ts'
import { initiativeRoutes } from '#initiatives/routes.ts'
import { mailRoutes } from '#mail/routes.ts'
import { mentorRoutes } from '#mentors/routes.ts'
import { methodologyRoutes } from '#methodology/routes.ts'
import { needRoutes } from '#needs/routes.ts'
import { parishRoutes } from '#parishes/routes.ts'
import { peopleAdminRoutes } from '#people/admin-routes.ts'
import { planPaperRoutes } from '#plans/paper-routes.ts'
import { meetingsIn } from '#plans/queries.ts'
import { planRoutes } from '#plans/routes.ts'
import { projectRoutes } from '#project/routes.ts'
import { resourceRoutes } from '#resources/routes.ts'
import { presenceRoutes } from '#training/presence-routes.ts'
import { registrationRoutes } from '#training/registration-routes.ts'
import { trainingRoutes } from '#training/routes.ts'
import { visitRoutes } from '#visits/routes.ts'
import { deskRoutes } from '#work/routes.ts'

/** Every module's pages. */
export const modules = (services: Services): Router =>
  Router().use(
    peopleAdminRoutes(services),
    auditRoutes(services),
    mailRoutes(services),
    glossaryRoutes(services),
    fileRoutes(services),
    draftRoutes(services, meetingsIn(services.db)),
    projectRoutes(services),
    parishRoutes(services),
    adviceRoutes(services),
    initiativeRoutes(services),
    methodologyRoutes(services),
    visitRoutes(services),
    deskRoutes(services),
    resourceRoutes(services),
    assessmentRoutes(services),
    needRoutes(services),
    registrationRoutes(services),
    presenceRoutes(services),
    trainingRoutes(services),
    actRoutes(services),
    equipmentRoutes(services),
    planPaperRoutes(services),
    planRoutes(services),
    mentorRoutes(services),
  )
