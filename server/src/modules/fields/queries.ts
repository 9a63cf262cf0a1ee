import { type RawBuilder, sql } from 'kysely'
import { type CustomField, customFieldResource, type CustomFieldUsage } from '@rihla/contracts/customFields.ts'
import { can } from '#platform/access.ts'
import { type Ctx, slowly } from '#platform/context.ts'
import { recordQueries } from '#platform/recordQueries.ts'

/** Everybody's forms and lists have them; who configures changes them. */
const fieldAccess = (ctx: Ctx, permission: `${string}:${string}`): RawBuilder<boolean> =>
  sql.lit(permission === 'custom_fields:read' || can(ctx, 'custom_fields:configure'))

export const fieldQueries = recordQueries(customFieldResource, {
  access: fieldAccess,
  computed: { archived: (alias) => sql`(${sql.ref(`${alias}.archived_at`)} is not null)` },
  name: (alias) => sql.ref(`${alias}.label`),
})

/** Every field, archived ones too: what was written with them is still there. */
export const readAll = (ctx: Ctx): Promise<CustomField[]> => read(ctx, sql`true`)

export function listFields(ctx: Ctx, record_type: string | undefined, archived: boolean): Promise<CustomField[]> {
  const ofType = record_type === undefined ? sql`true` : sql`r.record_type = ${record_type}`
  return read(ctx, sql`${ofType} and (r.archived_at is not null) = ${archived}`)
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
