import { type RawBuilder, sql } from 'kysely'
import { type CustomField, customFieldResource, type CustomFieldUsage } from '@rihla/contracts/customFields.ts'
import { can } from '#platform/access.ts'
import { type Ctx, type Row, slowly } from '#platform/context.ts'
import { recordQueries } from '#platform/recordQueries.ts'

/** Forms and lists have those that are there for the caller; who configures sees and changes all. */
function fieldAccess(ctx: Ctx, permission: `${string}:${string}`, alias: string): RawBuilder<boolean> {
  if (permission !== 'custom_fields:read' || ctx.actor.role === 'admin')
    return sql.lit(can(ctx, 'custom_fields:configure'))
  return sql`coalesce(${sql.ref(`${alias}.visible_to`)} ? ${ctx.actor.role}::text, true)`
}

export const fieldQueries = recordQueries(customFieldResource, {
  access: fieldAccess,
  computed: { archived: (alias) => sql`(${sql.ref(`${alias}.archived_at`)} is not null)` },
  name: (alias) => sql.ref(`${alias}.label`),
})

/** Every field, archived ones too: what was written with them is still there. */
export const readAll = (ctx: Ctx): Promise<CustomField[]> => read(ctx, sql`true`)

export function listFields(ctx: Ctx, record_type: string | undefined, archived: boolean): Promise<CustomField[]> {
  const ofType = record_type === undefined ? sql`true` : sql`r.record_type = ${record_type}`
  return read(
    ctx,
    sql`${fieldAccess(ctx, 'custom_fields:read', 'r')} and ${ofType} and (r.archived_at is not null) = ${archived}`,
  )
}

async function read(ctx: Ctx, condition: RawBuilder<unknown>): Promise<CustomField[]> {
  const { rows } = await sql`
    select ${fieldQueries.select(ctx, true)} from custom_fields r where ${condition}
    order by r.record_type, r.position, r.label, r.id`.execute(ctx.db)
  return rows.map((row) => fieldQueries.present<CustomField>(ctx, row))
}

/** Who adds fields does it one after the other: their number and keys are counted. Nobody else waits. */
export async function holdFields({ db }: Ctx) {
  await sql`lock table custom_fields in share row exclusive mode`.execute(db)
}

/** Of the records that are not archived, those with a value. */
export async function countFilled(ctx: Ctx, table: string, key: string): Promise<Omit<CustomFieldUsage, 'views'>> {
  const { rows } = await sql<{ records: number; filled: number }>`
    select count(*) as records, count(*) filter (where custom ? ${key}) as filled
    from ${sql.table(table)} where archived_at is null`.execute(slowly(ctx).db)
  return rows[0]!
}

/** Ids of records, archived or not, with a value; one more than `most` where there are more. */
export async function idsHolding({ db }: Ctx, table: string, key: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where custom ? ${key} limit ${most + 1}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Ids of the next records, with a value or without. */
export async function idsAfter({ db }: Ctx, table: string, after: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where id > ${after}::uuid order by id limit ${most}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Those of the records that have a value, held until the transaction ends; `passing` by those that others hold. */
export async function holdHolding(
  { db }: Ctx,
  table: string,
  key: string,
  ids: readonly string[],
  how?: 'passing',
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.* from ${sql.table(table)} r where r.id = any(${ids}::uuid[]) and r.custom ? ${key}
    order by r.id for no key update ${how ? sql`skip locked` : sql``}`.execute(db)
  return rows
}

/** Nobody changes the definition before the transaction ends. */
export async function holdField({ db }: Ctx, id: string) {
  await sql`select id from custom_fields where id = ${id} for no key update`.execute(db)
}

/**
 * Who sees the fields is what it is until the transaction ends: shared by those who write records by it, alone for who
 * changes it.
 */
export async function holdSight({ db, tenant }: Ctx, how: 'shared' | 'alone') {
  const name = sql`hashtextextended(${`${tenant.id} custom fields`}, 0)`
  if (how === 'shared') await sql`select pg_advisory_xact_lock_shared(${name})`.execute(db)
  else await sql`select pg_advisory_xact_lock(${name})`.execute(db)
}

/** Who sees each field. */
export async function readSight({ db }: Ctx): Promise<Pick<CustomField, 'id' | 'visible_to'>[]> {
  const { rows } = await sql<Pick<CustomField, 'id' | 'visible_to'>>`
    select id, visible_to from custom_fields`.execute(db)
  return rows
}

/** Every record is found by a field that everybody sees, unless another job has yet to write some of them. */
export async function markSearched({ db }: Ctx, field_id: string, job_id: string | null = null) {
  await sql`
    update custom_fields set searched = true where id = ${field_id} and visible_to is null and not exists (
      select from jobs where state in ('waiting', 'running') and id is distinct from ${job_id}::uuid
        and input ->> 'field_id' = ${field_id}::text)`.execute(db)
}

/** Whether any record, archived or not, has a value. */
export async function hasValues(ctx: Ctx, table: string, key: string): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(table)} where custom ? ${key} limit 1`.execute(slowly(ctx).db)
  return rows.length > 0
}

/** Which of these choices some record has. */
export async function chosen(ctx: Ctx, table: string, key: string, values: readonly string[]): Promise<string[]> {
  const holds = (value: RawBuilder<unknown>) =>
    sql`exists (select 1 from ${sql.table(table)} r where r.custom @> jsonb_build_object(${key}::text, ${value}))`
  const { rows } = await sql<{ value: string }>`
    select v.value from unnest(${values}::text[]) as v (value)
    where ${holds(sql`v.value`)} or ${holds(sql`jsonb_build_array(v.value)`)}`.execute(slowly(ctx).db)
  return rows.map(({ value }) => value)
}
