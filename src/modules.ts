import { Router } from 'express'
import type { Config } from '#config.ts'
import type { Db } from '#db/db.ts'
import type { Store } from '#files/store.ts'
import type { Clock } from '#lib/day.ts'
import type { Limits } from '#web/limits.ts'
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
import { timesheetPapers } from '#mentors/papers-print.ts'
import { mentorRoutes } from '#mentors/routes.ts'
import { methodologyRoutes } from '#methodology/routes.ts'
import { needRoutes } from '#needs/routes.ts'
import { parishRoutes } from '#parishes/routes.ts'
import { peopleAdminRoutes } from '#people/admin-routes.ts'
import { planPaperRoutes } from '#plans/paper-routes.ts'
import { planPapers } from '#plans/papers-print.ts'
import { meetingsIn } from '#plans/queries.ts'
import { planRoutes } from '#plans/routes.ts'
import { logoAt } from '#print/logo.ts'
import { printer } from '#print/print.ts'
import { projectRoutes } from '#project/routes.ts'
import { resourceRoutes } from '#resources/routes.ts'
import { presenceRoutes } from '#training/presence-routes.ts'
import { registrationRoutes } from '#training/registration-routes.ts'
import { trainingRoutes } from '#training/routes.ts'
import { visitPapers } from '#visits/print.ts'
import { visitRoutes } from '#visits/routes.ts'
import { deskRoutes } from '#work/routes.ts'

interface Given {
  db: Db
  store: Store
  config: Config
  secret: string
  now: Clock
}

/** Every module's pages. */
export function modules({ db, store, now, config, secret }: Given, limited: Limits): Router {
  const press = printer(logoAt(config.programmeLogo))
  const papers = planPapers(press, config)
  return Router().use(
    peopleAdminRoutes(db, now),
    auditRoutes(db),
    mailRoutes(db, config.smtpUrl !== null),
    glossaryRoutes(db),
    fileRoutes(db, store),
    draftRoutes(db, meetingsIn(db)),
    projectRoutes(db),
    parishRoutes(db, now),
    adviceRoutes(db, store, now),
    initiativeRoutes(db, store, now),
    methodologyRoutes(db, store, now),
    visitRoutes(db, visitPapers(press)),
    deskRoutes(db, now),
    resourceRoutes(db, now),
    assessmentRoutes(db, store),
    needRoutes(db),
    registrationRoutes(db, now, limited),
    presenceRoutes(db, store, now, press, config),
    trainingRoutes(db, store, now, { origin: config.origin, secret }),
    actRoutes(db, store, now, press),
    equipmentRoutes(db, store, now, press, config),
    planPaperRoutes(db, now, papers),
    planRoutes(db, store, now, papers),
    mentorRoutes(db, store, now, timesheetPapers(press)),
  )
}
