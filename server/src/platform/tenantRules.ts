import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import * as z from 'zod'
import { json } from '@rihla/contracts/fields.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import { can, demand } from './access.ts'
import { type Ctx, newId, PATIENTLY, type Row, transaction } from './context.ts'
import { diff, lastEvent, record } from './events.ts'
import { startJob } from './jobs.ts'
import type { RecordType } from './recordType.ts'
import { laterThan } from './recordWrites.ts'

interface Declared<R extends object> {
  /** Of the setting that keeps them. */
  key: string
  defaults: R
  /** What the log calls them, in every tenant. */
  logged: { record_type: string; id: string }
  /** Who changes them, and reads who did. */
  permission: `${string}:configure`
  /** The job that works out again what followed the rules before, and of how many records. */
  follower: { type: string; count(ctx: Ctx): Promise<number> }
}

interface Kept<R> {
  rules: R
  updated_at: Date
}

/**
 * Rules by which a tenant has something of its records worked out: one setting, each change of it an event. Who changes
 * them waits for those who are writing by the old ones, and starts the job that follows: so nothing is left behind it.
 */
export function tenantRules<R extends object>({ key, defaults, logged, permission, follower }: Declared<R>) {
  const { record_type, id } = logged
  const type = `${record_type}.updated`
  const names = Object.keys(defaults) as (keyof R)[]
  const fields = Object.fromEntries(names.map((name) => [name, json(z.unknown())]))
  const resource = { name: `${record_type}s`, record_type, fields } as unknown as Resource<any>
  /** Milliseconds they are remembered, for answers: other processes follow a change within a second. */
  const remembered = new LRUCache<string, R>({ max: 1000, ttl: 1000 })

  async function read({ db }: Ctx): Promise<Kept<R>> {
    const row = await db
      .selectFrom('settings')
      .select(['value', 'updated_at'])
      .where('key', '=', key)
      .executeTakeFirst()
    const rules = { ...defaults, ...(row?.value as Partial<R> | undefined) }
    return { rules, updated_at: row?.updated_at ?? new Date(0) }
  }

  const lock = ({ db, tenant }: Ctx, how: 'shared' | 'alone') => {
    const name = sql`hashtextextended(${`${tenant.id} rules ${key}`}, 0)`
    return how === 'shared'
      ? sql`select pg_advisory_xact_lock_shared(${name})`.execute(db)
      : sql`select pg_advisory_xact_lock(${name})`.execute(db)
  }

  /** As they are by now, whatever this process remembers. */
  const find = async (ctx: Ctx): Promise<R> => (await read(ctx)).rules

  /** For answers. */
  async function shown(ctx: Ctx): Promise<R> {
    const known = remembered.get(ctx.tenant.id)
    if (known) return known
    const rules = await find(ctx)
    remembered.set(ctx.tenant.id, rules)
    return rules
  }

  /** For what is written: as they stand, and nobody changes them before the transaction ends. */
  function followed(ctx: Ctx): Promise<R> {
    if (!ctx.tx) return find(ctx)
    const { held } = ctx.tx
    const known = held.get(key) as Promise<R> | undefined
    if (known) return known
    // Two statements: a statement sees what stood when it began, not when it had waited for the lock.
    const rules = Promise.all([lock(ctx, 'shared'), find(ctx)]).then(([, rules]) => rules)
    held.set(key, rules)
    return rules
  }

  /** As they are, and nobody reads or changes them for a write before the transaction ends. */
  const hold = async (ctx: Ctx): Promise<Kept<R>> => (await Promise.all([lock(ctx, 'alone'), read(ctx)]))[1]

  /** Puts rules in the place of those held; the records that follow them are worked out again behind the answer. */
  async function put(asker: Ctx, before: Kept<R>, rules: R): Promise<R> {
    const ctx = { ...asker, now: laterThan(before, asker) }
    const changes = diff(resource, before.rules as Record<string, unknown>, rules as Record<string, unknown>)
    if (Object.keys(changes).length === 0) return before.rules
    const last = await lastEvent(ctx, id, type)
    const values = { value: JSON.stringify(rules), updated_at: ctx.now }
    await ctx.db
      .insertInto('settings')
      .values({ key, ...values })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
      .execute()
    const version = (last?.record_version ?? 0) + 1
    await record(ctx, { type, record_type, record: { id, version }, changes })
    // An operation of its own: what only follows is no reason to wait with taking the change back.
    await startJob({ ...ctx, operation_id: newId() }, follower.type, {}, await follower.count(ctx))
    ctx.tx!.held.delete(key)
    ctx.tx!.committed.push(() => remembered.set(ctx.tenant.id, rules))
    return rules
  }

  const change = (ctx: Ctx, rules: R): Promise<R> =>
    transaction(ctx, async (ctx) => put(ctx, await hold(ctx), rules), PATIENTLY)

  /** Who may change them reads who did. */
  const readable = async (ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>> =>
    new Set(can(ctx, permission) && ids.includes(id) ? [id] : [])

  const recordType: RecordType = {
    resource,
    readable,
    known: readable,
    summaries: async () => new Map(),
    // Panes and reasons that are open follow.
    announced: true,
    async lock(ctx) {
      demand(ctx, permission)
      const { rules } = await hold(ctx)
      return { ...rules, id, archived_at: null } as unknown as Row
    },
    async write(ctx, _, values) {
      const before = await read(ctx)
      return put(ctx, before, { ...before.rules, ...values } as R)
    },
  }

  return { find, shown, followed, change, records: { [record_type]: recordType } }
}
