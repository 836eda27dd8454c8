import { Router } from 'express'
import { isSecret } from '#platform/values/secret.ts'
import type { Metrics } from './request-log.ts'

export interface Health {
  /** Whether the database answers and has this version's schema. */
  isReady: () => Promise<boolean>
  isClosing: () => boolean
}

/** For whoever watches the portal: alive, ready, and what it measures. */
export function healthRoutes(
  { isReady, isClosing }: Health,
  { registry }: Metrics,
  metricsToken: string | null,
): Router {
  const router = Router()

  router.get('/health/live', (_req, res) => {
    res.json({ status: 'alive' })
  })

  router.get('/health/ready', async (_req, res) => {
    const ready = !isClosing() && (await within(1000, isReady()))
    res.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready' })
  })

  router.get('/metrics', async (req, res, next) => {
    if (!metricsToken || !isSecret(req.get('authorization') ?? '', `Bearer ${metricsToken}`)) return next()
    res.type(registry.contentType).send(await registry.metrics())
  })

  return router
}

const within = (milliseconds: number, check: Promise<boolean>) =>
  Promise.race([
    check.catch(() => false),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), milliseconds).unref()),
  ])
