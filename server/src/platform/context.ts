import { randomUUIDv7 } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { CustomField } from '@rihla/contracts/customFields.ts'
import type { Role } from '@rihla/contracts/permissions.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import type { Principal } from './auth/principal.ts'
import type { Config } from './config.ts'
import { Session, slowDb } from './db.ts'
import type { DB } from './db.types.ts'
import type { Files } from './fileStore.ts'
import type { Lanes } from './lanes.ts'
import type { Locale } from './locales/en.ts'
import type { SendMail } from './mail.ts'

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
  /** Present inside a transaction. */
  tx?: Transaction
  /** Set while an operation is taken back: its events say what they undo. */
  undoing?: string
  /** The fields that the tenant defined, as this operation sees them (`custom.ts`). */
  custom?: readonly CustomField[]
}

export interface Transaction {
  /** True once an event was recorded: the dispatcher is woken after the commit. */
  recorded: boolean
  /** What this process does once the changes hold: forget what it remembers of them. Nothing that may fail. */
  committed: (() => void)[]
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

/** What the platform must be able to do with a kind of record: undo, embed, feed live updates, change many. */
export interface RecordType {
  resource: Resource<any>
  /** Which of `ids` the caller may read. */
  readable(ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>>
  /** Of which of `ids` the caller may know the past: the readable ones, and for who reads all what is gone for good. */
  known(ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>>
  /** Small summaries of the readable ones, for `include`. */
  summaries(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Summary>>
  /** Finds and holds the row; 404 when it may not be read, 403 when it may not be changed. */
  lock(ctx: Ctx, id: string, action: string): Promise<Row>
  /** Writes values as they are, with version and event, past the rules of `update`: how undo puts old values back. */
  write(ctx: Ctx, before: Row, values: Record<string, unknown>, note?: string): Promise<unknown>
  /** What a merge asks of it; absent for what neither is merged nor points to what is. */
  merging?: Merging
}

/** How a kind of record takes part in merges. */
interface Merging {
  table: string
  /** The field that points to the record above, where records make a tree. */
  parent?: string | undefined
  /** What else a merge puts on the record that is kept, and on those that go into it. */
  completes?: MergeRule | undefined
  /** Puts on a locked row what others had and it had not, under what somebody chose; the event says that it took them in. */
  absorb(
    ctx: Ctx,
    before: Row,
    values: { chosen: Record<string, unknown>; filled: Record<string, unknown> },
    circumstances?: { version?: number | undefined; note?: string | null | undefined },
  ): Promise<unknown>
  /** Computes the derived columns of a held row again: no version, no event. */
  rederive(ctx: Ctx, row: Row): Promise<void>
}

export type MergeRule = (
  keep: Row,
  merged: readonly Row[],
) => { keep: Record<string, unknown>; merged: Record<string, unknown> }

export interface Summary {
  id: string
  name: string | null
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
  /** Reads of a tenant; made once per tenant. `keyed` ones are planned once (`driver.ts`). */
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
  /** What a saved view asks of the lists of a kind of record; undefined where the caller has no such view. */
  savedQuery(ctx: Ctx, id: string, record_type: string): Promise<Record<string, string> | undefined>
  /** The fields that the tenant defined, archived ones too; the same list until they change. */
  customFields(ctx: Ctx): Promise<readonly CustomField[]>
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

const RETRIED = new Set(['40001', '40P01'])
/** For what holds many records: it also waits longer for another one that does. */
export const PATIENTLY: ReadonlySet<string> = new Set([...RETRIED, '55P03'])

/**
 * All or nothing. Joins the transaction that is already open, so modules compose; name the inner argument `ctx` too,
 * then the right handle is the only one in reach. Deadlocks are tried again, so `work` touches nothing but the database.
 */
export async function transaction<T>(
  ctx: Ctx,
  work: (ctx: Ctx) => Promise<T>,
  retried: ReadonlySet<string> = RETRIED,
): Promise<T> {
  if (ctx.tx) return work(ctx)
  for (let attempt = 1; ; attempt += 1) {
    const { lanes } = ctx.platform
    const connection = await lanes.acquire(ctx.tenant)
    const session = new Session(connection, ctx.tenant)
    const tx: Transaction = { recorded: false, committed: [] }
    try {
      const result = await work({ ...ctx, db: session.db, tx })
      await session.commit()
      for (const react of tx.committed) react()
      if (tx.recorded) ctx.platform.bell.ring(ctx.tenant)
      return result
    } catch (error) {
      await session.rollback()
      if (attempt >= 3 || !retried.has((error as { code?: string }).code ?? '')) throw error
    } finally {
      lanes.release(connection)
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt))
  }
}
