import { setTimeout as sleep } from 'node:timers/promises'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { platform as operations } from '@rihla/contracts/platform.ts'
import { customFields } from '@rihla/contracts/customFields.ts'
import type { Platform } from './context.ts'
import { withCustom } from './custom.ts'
import type { Databases } from './database.ts'
import { type Ask, isolationGaps } from './tenantIsolation.ts'
import { answerProblem } from './http.ts'
import { Problem, unavailable } from './errors.ts'
import { metricsText, metricsType } from './metrics.ts'
import { openApi } from './openapi.ts'
import { openApiOf } from './openapiOfTenant.ts'
import type { Module } from './registry.ts'
import { publicRoute, route, type Route } from './routes.ts'
import { serveRoutes } from './serve.ts'

interface Parts {
  platform: Platform
  modules: readonly Module[]
  routes: readonly Route[]
  ask: Ask
  databases: Pick<Databases, 'app' | 'report'>
  version: string
}

/** Milliseconds a readiness answer is remembered: probes must not weigh on what they probe. */
const READY_FOR = 1000
/** Milliseconds within which a probe is answered, whatever the database does. */
const PATIENCE = 1500

const soon = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([work, sleep(PATIENCE, undefined, { ref: false }).then(() => Promise.reject(unavailable()))])

/** What operators and their tools ask: health, readiness, metrics, the document of the API. */
export async function serveOperations(
  app: FastifyInstance,
  { platform, modules, routes, ask, databases, version }: Parts,
) {
  const status = publicRoute(operations.modules, () => ({
    modules: modules.map(({ name, routes }) => ({ name, state: 'loaded' as const, operations: routes.length })),
  }))
  let described: ReturnType<typeof openApi> | undefined
  /** Made when it is first asked for: a start need not wait for it. */
  const document = () => (described ??= openApi(served, version))
  const own: Route = route(customFields.document, async (ctx): Promise<Record<string, unknown>> =>
    openApiOf(
      await withCustom(ctx),
      document(),
      served.map(({ operation }) => operation),
    ),
  )
  const served: readonly Route[] = [...routes, status, own]
  serveRoutes(app, platform, [status, own])

  const database = () =>
    soon(ask('select 1', [])).then(
      () => 'ok' as const,
      () => 'failed' as const,
    )
  app.get('/health', async (_, reply) => {
    const state = await database()
    const migrations = databases.report.failed.length === 0 ? 'ok' : 'failed'
    const healthy = state === 'ok'
    return reply
      .code(healthy ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: healthy ? 'ok' : 'failed', service: 'rihla', database: state, migrations, version })
  })

  let ready: { at: number; gaps: Promise<string[]> } | undefined
  app.get('/ready', async (_, reply) => {
    if (draining) return reply.code(503).header('retry-after', '5').send({ status: 'draining' })
    if (!ready || ready.at < Date.now() - READY_FOR)
      ready = { at: Date.now(), gaps: soon(isolationGaps(ask, databases.app.user!)) }
    const gaps = await ready.gaps.catch(() => undefined)
    if (!gaps) return reply.code(503).header('retry-after', '2').send({ status: 'failed', database: 'failed' })
    if (gaps.length) platform.log.error({ gaps }, 'tenants are not kept apart')
    return reply.code(gaps.length ? 503 : 200).send({ status: gaps.length ? 'failed' : 'ok' })
  })
  let draining = false
  app.decorate('startDraining', () => {
    draining = true
  })

  app.get('/metrics', async (request, reply) => {
    const { metrics_token } = platform.config
    const allowed = metrics_token
      ? request.headers.authorization === `Bearer ${metrics_token}`
      : LOOPBACK.has(request.ip)
    if (!allowed) return answerProblem(request, reply, new Problem(403, 'permission_denied'))
    return reply.header('content-type', metricsType).send(await metricsText())
  })

  app.get('/openapi.json', (_, reply) => reply.header('cache-control', 'no-cache').send(document()))
  await app.register(swagger, { openapi: {}, transformObject: () => document() })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    uiConfig: { deepLinking: true, persistAuthorization: false },
  })
}

declare module 'fastify' {
  interface FastifyInstance {
    /** /ready says no from now on, so that no new traffic is sent here. */
    startDraining(): void
  }
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

export type { Ask }
