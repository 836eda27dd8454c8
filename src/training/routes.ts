import type { Db } from '#db/db.ts'
import type { Viewer } from '#lib/viewer.ts'
import { found, NotFound } from '#web/errors.ts'
import { render } from '#web/render.ts'
import { anyone, routes, signedIn } from '#web/routes.ts'
import { may } from './policy.ts'
import { findDay, listDays } from './queries.ts'
import type { TrainingDay } from './training.ts'

declare module '#web/render.ts' {
  interface Views {
    'training/list': { days: TrainingDay[] }
    'training/show': { day: TrainingDay; mayWork: boolean }
    'training/work-day': { day: TrainingDay }
  }
}

/** The training days: what everybody reads of them, and what those who run them do. */
export function trainingRoutes(db: Db) {
  const { router, get } = routes()

  const seen = async (viewer: Viewer | null, slug: string) => found(await findDay(db, viewer, slug))

  get('/training', anyone, async ({ res, viewer }) => {
    render(res, 'training/list', { days: await listDays(db, viewer) })
  })

  get('/training/:day', anyone, async ({ res, viewer, params }) => {
    const day = await seen(viewer, params.day)
    render(res, 'training/show', { day, mayWork: may.work(viewer, day) })
  })

  get('/work/training/:day', signedIn, async ({ res, viewer, params }) => {
    const day = await seen(viewer, params.day)
    if (!may.work(viewer, day)) throw new NotFound()
    render(res, 'training/work-day', { day })
  })

  return router
}
