import { randomUUID } from 'node:crypto'
import { after } from 'node:test'
import type { Logger } from 'pino'
import type { Role } from '@rihla/contracts/permissions.ts'
import type { Config } from '#platform/config.ts'
import { contextOf, type Ctx, newId, systemContext, type Tenant } from '#platform/context.ts'
import type { Databases } from '#platform/database.ts'
import { createLog } from '#platform/log.ts'
import type { Module } from '#platform/registry.ts'
import type { NewTenant } from '#platform/tenants.ts'
import { buildApp, type Rihla } from '../src/app.ts'
import { testDatabase } from './database.ts'

export interface Answer {
  status: number
  body: any
  headers: Record<string, string | string[] | number | undefined>
}

type Call = (url: string, payload?: unknown, headers?: Record<string, string>) => Promise<Answer>

/** Calls of one member. Paths without a leading `/api` are the tenant's: `/leads`. */
export interface Api {
  get: Call
  post: Call
  put: Call
  patch: Call
  delete: Call
}

/** A member with the calls they can make. */
export interface Person {
  id: string
  token: string
  api: Api
  /** Their context, for calling services directly. */
  ctx: () => Promise<Ctx>
}

interface Options {
  extra?: readonly Module[]
  /** How the app reaches the database, when not directly. */
  connect?: (databases: Databases) => Databases
  /** What differs from the configuration of tests. */
  settings?: Partial<Config>
  /** In a database of its own: other processes would take its jobs, without its settings. */
  alone?: boolean
  /** Where it logs, when a test wants to read that. */
  log?: Logger
}

/** One process per test file: real PostgreSQL, nothing mocked. Background work runs after `rihla.start()`. */
export async function testRihla({
  extra = [],
  connect = (databases) => databases,
  settings = {},
  log,
  alone = false,
}: Options = {}) {
  const database = await testDatabase({ alone })
  const { newTenant } = database
  const config = { ...database.config, ...settings }
  const databases = connect(database.databases)
  const rihla = await buildApp({ config, databases, log: log ?? createLog(config), extra })
  after(async () => {
    await rihla.app.close()
    await rihla.stop()
  })
  return {
    ...database,
    rihla,
    tenant: (tenant: Partial<NewTenant> = {}) => newTenant(tenant).then((made) => testMembers(rihla, made)),
  }
}

/** A tenant of one's own: what almost every test file needs. `admin` is its first member. */
export async function testTenant(options: Options = {}) {
  const { tenant, ...rest } = await testRihla(options)
  const made = await tenant()
  const admin = await made.person('admin')
  return { ...rest, ...made, newRihlaTenant: tenant, admin, api: admin.api }
}

/** Members of one tenant, made when asked for. */
function testMembers({ app, auth, platform }: Rihla, tenant: Tenant) {
  const call =
    (token: string, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'): Call =>
    async (url, payload, headers = {}) => {
      const path = url.startsWith('/api') || url.startsWith('/health') ? url : `/api/v1/tenants/${tenant.id}${url}`
      const response = await app.inject({
        method,
        url: path,
        headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
        ...(payload !== undefined && { payload: payload as object }),
      })
      const json = String(response.headers['content-type']).includes('json')
      return { status: response.statusCode, body: json ? response.json() : response.body, headers: response.headers }
    }

  async function person(role: Role, team_id?: string): Promise<Person> {
    const email = `${role}-${randomUUID().slice(0, 8)}@test.example`
    const memberships = [{ tenant, role, ...(team_id && { team_id }) }]
    const id = await auth.users.createUser({ email, name: `Test ${role}`, password: randomUUID(), memberships })
    const { access_token: token } = await auth.sessions.mint({ email, tenant: tenant.id })
    const ctx = async () => contextOf({ platform, tenant, actor: (await auth.findActor(tenant, id))! })
    return { id, token, api: apiOf(token), ctx }
  }

  const apiOf = (token: string): Api => ({
    get: call(token, 'GET'),
    post: call(token, 'POST'),
    put: call(token, 'PUT'),
    patch: call(token, 'PATCH'),
    delete: call(token, 'DELETE'),
  })

  /** A team; pass its id to `person`. */
  async function team(name = `Team ${randomUUID().slice(0, 6)}`): Promise<string> {
    const id = newId()
    const system = systemContext(platform, tenant)
    await system.db.insertInto('teams').values({ id, name, created_at: new Date() }).execute()
    return id
  }

  return { tenant, person, team, apiOf }
}
