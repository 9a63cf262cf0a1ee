import { createRequire } from 'node:module'
import type { FastifyInstance } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { accountsModule } from '#modules/accounts/routes.ts'
import { activitiesModule } from '#modules/activities/routes.ts'
import { auditModule } from '#modules/audit/routes.ts'
import { authModule } from '#modules/auth/routes.ts'
import { contactsModule } from '#modules/contacts/routes.ts'
import { fieldsModule } from '#modules/fields/routes.ts'
import { heldFields } from '#modules/fields/held.ts'
import { customFieldsOf } from '#modules/fields/service.ts'
import { importsModule } from '#modules/imports/routes.ts'
import { industriesModule } from '#modules/industries/routes.ts'
import { duplicatesModule } from '#modules/duplicates/routes.ts'
import { filesModule } from '#modules/files/routes.ts'
import { layoutsModule } from '#modules/layouts/routes.ts'
import { leadsModule } from '#modules/leads/routes.ts'
import { membersModule } from '#modules/members/routes.ts'
import { opportunitiesModule } from '#modules/opportunities/routes.ts'
import { searchModule } from '#modules/search/routes.ts'
import { tagsModule } from '#modules/tags/routes.ts'
import { viewsModule } from '#modules/views/routes.ts'
import { savedQuery } from '#modules/views/service.ts'
import { type Auth, createAuth } from '#platform/auth/auth.ts'
import type { Config } from '#platform/config.ts'
import type { JobHandler, Platform, Reaction, Sweep, Tenant } from '#platform/context.ts'
import type { RecordType } from '#platform/recordType.ts'
import type { Databases } from '#platform/database.ts'
import { readDb } from '#platform/db.ts'
import type { DB } from '#platform/db.types.ts'
import { createDispatcher } from '#platform/dispatcher.ts'
import { openFiles } from '#platform/fileStore.ts'
import { answerUnknown, createHttp } from '#platform/http.ts'
import { Lanes } from '#platform/lanes.ts'
import { Live } from '#platform/live.ts'
import { createLog } from '#platform/log.ts'
import { createMailer } from '#platform/mail.ts'
import { watchProcess } from '#platform/metrics.ts'
import { type Ask, serveOperations } from '#platform/operations.ts'
import type { Module } from '#platform/registry.ts'
import type { SearchSource } from '#platform/searchSource.ts'
import { serveRoutes } from '#platform/serve.ts'
import { listTenants, tenantFinder } from '#platform/tenants.ts'
import { serveWeb } from '#platform/web.ts'
import { createQueue } from '#platform/worker.ts'
import type { Kysely } from 'kysely'

export const { version } = createRequire(import.meta.url)('../package.json') as { version: string }

interface Parts {
  config: Config
  databases: Databases
  log?: Logger
  /** Modules besides ours: how a test shows that three files make a resource. */
  extra?: readonly Module[]
}

/** One process: its modules on one platform, ready to listen. */
export interface Rihla {
  app: FastifyInstance
  platform: Platform
  auth: Auth
  /** Starts the dispatcher and works on jobs. */
  start(): Promise<void>
  /** Stops what runs in the background, then closes every connection. Requests are drained first. */
  stop(): Promise<void>
}

export async function buildApp({ config, databases, log = createLog(config), extra = [] }: Parts): Promise<Rihla> {
  const lanes = new Lanes(databases.app)
  const live = new Live()
  const ask: Ask = (text, values) => lanes.read({ text, values }, null)
  const readers = new LRUCache<string, Kysely<DB>>({ max: 10_000 })
  const records = new Map<string, RecordType>()
  const reactions = new Map<string, Reaction[]>()
  const jobs = new Map<string, JobHandler>()
  const sweeps: Sweep[] = []
  const searches = new Map<string, SearchSource>()

  const base = {
    config,
    log,
    lanes,
    readDbOf({ schema }: Pick<Tenant, 'schema'>, keyed?: 'keyed') {
      const key = keyed ? `${schema} keyed` : schema
      let db = readers.get(key)
      if (!db) {
        db = readDb(lanes, schema ? { schema } : null, keyed && 'force_generic_plan')
        readers.set(key, db)
      }
      return db
    },
  }
  const bell: Platform['bell'] = { ring: (tenant) => dispatcher.ring(tenant) }
  const auth = createAuth({ ...base, bell })
  const platform: Platform = {
    ...base,
    unready: new Set([...databases.report.failed.map(({ slug }) => slug), ...databases.report.untouched]),
    findTenant: tenantFinder(ask),
    authenticate: auth.authenticate,
    loadActor: auth.loadActor,
    findActor: auth.findActor,
    bell,
    savedQuery,
    customFields: customFieldsOf,
    heldFields,
    files: openFiles(config),
    sweeps,
    sendMail: config.mail && createMailer(config.mail),
    records,
    reactions,
    jobs,
  }

  const modules: readonly Module[] = [
    authModule(auth, platform),
    membersModule(auth),
    leadsModule,
    accountsModule,
    industriesModule,
    contactsModule,
    opportunitiesModule,
    activitiesModule,
    viewsModule,
    duplicatesModule,
    fieldsModule,
    layoutsModule,
    tagsModule,
    filesModule,
    importsModule,
    searchModule(searches),
    auditModule(live),
    ...extra,
  ]
  for (const module of modules) {
    for (const [type, record] of Object.entries(module.records ?? {})) records.set(type, record)
    for (const [type, handler] of Object.entries(module.jobs ?? {})) jobs.set(type, handler)
    for (const [type, source] of Object.entries(module.search ?? {})) searches.set(type, source)
    if (module.sweep) sweeps.push(module.sweep)
    for (const reaction of module.reactions ?? [])
      reactions.set(reaction.to, [...(reactions.get(reaction.to) ?? []), reaction])
  }

  const app = await createHttp({ config, log })
  app.addHook('preClose', async () => live.close())
  const routes = modules.flatMap((module) => module.routes)
  serveRoutes(app, platform, routes)
  await serveOperations(app, { platform, modules, routes, ask, databases, version })
  const served = await serveWeb(app, config)
  answerUnknown(app, served)
  watchProcess(lanes)

  const queue = await createQueue(databases.jobs, log)
  const dispatcher = createDispatcher({
    platform,
    live,
    login: databases.app,
    enqueue: queue.enqueue,
    revive: queue.revive,
    listTenants: () => listTenants(ask),
  })
  return {
    app,
    platform,
    auth,
    async start() {
      await dispatcher.start()
      await queue.work(platform)
    },
    async stop() {
      await Promise.all([dispatcher.stop(), queue.stop()])
      await lanes.close()
    },
  }
}
