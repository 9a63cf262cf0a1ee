import { randomUUIDv7 } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Logger } from 'pino'
import type { CustomField } from '@rihla/contracts/customFields.ts'
import type { Role } from '@rihla/contracts/permissions.ts'
import type { Principal } from './auth/principal.ts'
import type { Config } from './config.ts'
import { Session, slowDb } from './db.ts'
import type { DB } from './db.types.ts'
import type { Files } from './fileStore.ts'
import type { Lanes } from './lanes.ts'
import type { Locale } from './locales/en.ts'
import type { SendMail } from './mail.ts'
import type { RecordType } from './recordType.ts'
import { judgedAgain } from './rights.ts'

export interface Tenant {
  id: string
  slug: string
  name: string
  /** `t_` and the id as 32 hex digits: name of the schema and of the role that owns it. */
  schema: string
  base_currency: string
  timezone: string
  status: 'active' | 'suspended'
}

/** Who acts. A system actor is the product itself: demo data, jobs without a person. */
export interface Actor {
  type: 'member' | 'system'
  id: string | null
  name: string
  email: string
  role: Role
  team_id: string | null
  /** Members of my team, me included; [] without a team. */
  teammates: readonly string[]
  language: Locale
}

/** Who asks, for which tenant, through which connection: the first argument of every module function. */
export interface Ctx {
  db: Kysely<DB>
  tenant: Tenant
  actor: Actor
  request_id: string
  /** One per request or job step; undo takes back all of it. */
  operation_id: string
  locale: Locale
  /** The moment of the operation; rows and events carry it. Whole milliseconds. */
  now: Date
  platform: Platform
  /** What was demanded of the caller at the door. */
  permission?: `${string}:${string}` | undefined
  /** Present inside a transaction. */
  tx?: Transaction
  /** Set while an operation is taken back: its events say what they undo. */
  undoing?: string
  /** The fields that the tenant defined, as this operation sees them (`custom.ts`): those that are there for the caller. */
  custom?: readonly CustomField[]
  /** All of them: for what follows from values that the caller may not see. */
  defined?: readonly CustomField[]
}

export interface Transaction {
  /** True once an event was recorded: the dispatcher is woken after the commit. */
  recorded: boolean
  /** What this process does once the changes hold: forget what it remembers of them. Nothing that may fail. */
  committed: (() => void)[]
  /** What it read under a lock that it keeps to its end: gone with a savepoint that is rolled back to. */
  held: Map<string, Promise<unknown>>
}

/** A stored record as the platform handles it: a row of whatever resource. */
export type Row = Record<string, unknown> & {
  id: string
  version: number
  archived_at: Date | null
  created_at: Date
  updated_at: Date
  assigned_to?: unknown
}

/** An event as it stands in the log. */
export interface Event {
  id: string
  operation_id: string
  undoes: string | null
  type: string
  record_type: string
  record_id: string
  record_version: number
  changes: Record<string, [unknown, unknown]>
  note: string | null
  at: Date
}

/** What another module does inside the transaction of an event. */
export interface Reaction {
  /** `activity.created` */
  to: string
  react(ctx: Ctx, event: Event): Promise<void>
  /** The same for many events at once, where that takes fewer statements than one after the other. */
  together?(ctx: Ctx, events: readonly Event[]): Promise<void>
}

/** Finds what a crash left behind in a tenant; does nothing in almost all of them. */
export type Sweep = (ctx: Ctx) => Promise<void>

/** Work after the commit: runs as the one who asked for it, with the rights they have by then. */
export type JobHandler = (ctx: Ctx, job_id: string) => Promise<void>

/** What one process has once: its connections, its bell, what its modules registered. */
export interface Platform {
  config: Config
  log: Logger
  lanes: Lanes
  /** Reads of a tenant; made once per tenant. `keyed` ones are planned once (`statement.ts`). */
  readDbOf(tenant: Tenant, keyed?: 'keyed'): Kysely<DB>
  /** Slugs of tenants whose migrations failed at this start: they alone are not served. */
  unready: ReadonlySet<string>
  /** By id or slug; null when there is none. */
  findTenant(id_or_slug: string): Promise<Tenant | null>
  authenticate(headers: { authorization?: string | undefined }): Promise<Principal>
  /** The caller as the tenant knows them; 403 for who is no active member. */
  loadActor(tenant: Tenant, principal: Principal): Promise<Actor>
  /** The active member of this id. */
  findActor(tenant: Tenant, member_id: string): Promise<Actor | undefined>
  /** Wakes the dispatcher of a tenant after a commit. */
  bell: { ring(tenant: Tenant): void }
  /**
   * What a saved view asks of the lists of a kind of record; undefined where the caller has no such view. Asked for as a
   * whole, 422 where a filter of it is not there for them.
   */
  savedQuery(ctx: Ctx, id: string, record_type: string, whole?: 'whole'): Promise<Record<string, string> | undefined>
  /** The fields that the tenant defined, archived ones too; the same list until they change. */
  customFields(ctx: Ctx): Promise<readonly CustomField[]>
  /** The same for who writes: by whom records are found by them changes for nobody before the transaction ends. */
  heldFields(ctx: Ctx, known: readonly CustomField[]): Promise<readonly CustomField[]>
  /** Where the content of files lies. */
  files: Files
  /** What modules look after in a tenant now and then. */
  sweeps: readonly Sweep[]
  /** Undefined where no mail leaves this server. */
  sendMail?: SendMail | undefined
  records: ReadonlyMap<string, RecordType>
  reactions: ReadonlyMap<string, readonly Reaction[]>
  jobs: ReadonlyMap<string, JobHandler>
}

let last = ''

/** A UUIDv7 that never goes backwards in this process, so ids sort in the order things happened. */
export function newId(): string {
  const id = randomUUIDv7()
  if (id > last) return (last = id)
  const tail = (BigInt(`0x${last.slice(24)}`) + 1n).toString(16).padStart(12, '0')
  return (last = last.slice(0, 24) + tail)
}

type Asker = Pick<Ctx, 'tenant' | 'actor' | 'platform'> &
  Partial<Pick<Ctx, 'request_id' | 'locale' | 'now' | 'operation_id'>>

/** A context for one operation of `actor` in `tenant`. */
export function contextOf({ tenant, actor, platform, ...rest }: Asker): Ctx {
  return {
    tenant,
    actor,
    platform,
    db: platform.readDbOf(tenant),
    request_id: rest.request_id ?? newId(),
    operation_id: rest.operation_id ?? newId(),
    locale: rest.locale ?? actor.language,
    now: rest.now ?? new Date(),
  }
}

/** A context of the product itself, for what nobody asked for or who asks is not known yet. */
export const systemContext = (platform: Platform, tenant: Tenant): Ctx => {
  const nobody = { id: null, email: '', team_id: null, teammates: [] }
  return contextOf({
    platform,
    tenant,
    actor: { ...nobody, type: 'system', name: 'Rihla', role: 'admin', language: 'en' },
  })
}

/** The same context for questions that may be slow (search, stats): never on the shared lane. */
export const slowly = (ctx: Ctx): Ctx => (ctx.tx ? ctx : { ...ctx, db: slowDb(ctx.platform.lanes, ctx.tenant) })

/** The same context for reads by key, whose plan never depends on the values. */
export const keyed = (ctx: Ctx): Ctx => (ctx.tx ? ctx : { ...ctx, db: ctx.platform.readDbOf(ctx.tenant, 'keyed') })

/** Deadlocks. A lock that was waited for in vain (`lock_timeout` in `driver.ts`) is asked for anew while there is patience. */
const [CROSSED, LOCKED] = [new Set(['40001', '40P01']), '55P03']
/** Milliseconds from which on it is not asked for again: a bulk action is done by then, and a browser still waits. */
const PATIENCE = 7000
/** The same for what holds many records. */
export const PATIENTLY = 15_000
/** Milliseconds from which on who writes is judged again before it holds: who was let go meanwhile writes nothing more. */
const FRESH = 1000
/** How long a lock is waited for from the second try on, and milliseconds between two tries. */
const [GLANCE, PAUSE] = [sql`set local lock_timeout = '100ms'`, 200]

/**
 * All or nothing. Joins the transaction that is already open, so modules compose; name the inner argument `ctx` too,
 * then the right handle is the only one in reach. Deadlocks and long waits are tried again, so `work` touches nothing but
 * the database. Who waits for a record does not keep others waiting: after the first try a connection is held for a moment
 * only, and is another one's in between. Whoever may do something else by then does it as who they are now.
 */
export async function transaction<T>(
  ctx: Ctx,
  work: (ctx: Ctx) => Promise<T>,
  patience: number = PATIENCE,
): Promise<T> {
  if (ctx.tx) return work(ctx)
  const began = performance.now()
  let locked = false
  let asker = ctx
  let judged = began
  for (let attempt = 1; ; attempt += 1) {
    const { lanes } = ctx.platform
    const connection = await lanes.acquire(ctx.tenant)
    const session = new Session(connection, ctx.tenant)
    const tx: Transaction = { recorded: false, committed: [], held: new Map() }
    try {
      if (locked) await GLANCE.execute(session.db)
      const result = await work({ ...asker, db: session.db, tx })
      const now = performance.now() - judged < FRESH ? asker : await judgedAgain(asker)
      if (now === asker) {
        await session.commit()
        for (const react of tx.committed) react()
        if (tx.recorded) ctx.platform.bell.ring(ctx.tenant)
        return result
      }
      await session.rollback()
      asker = now
      judged = performance.now()
    } catch (error) {
      await session.rollback()
      const { code = '' } = error as { code?: string }
      locked = code === LOCKED
      if (!(locked ? performance.now() - began < patience : attempt < 3 && CROSSED.has(code))) throw error
    } finally {
      lanes.release(connection)
    }
    await sleep(locked ? PAUSE * (0.5 + Math.random()) : Math.random() * 20 * attempt)
  }
}
