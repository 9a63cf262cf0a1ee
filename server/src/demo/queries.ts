import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'

/** False while another process makes demo data in this tenant. Held until the transaction ends. */
export async function holdDemo({ db, tenant }: Ctx): Promise<boolean> {
  const { rows } = await sql<{ got: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`demo ${tenant.id}`}, 0)) as got`.execute(db)
  return rows[0]!.got
}

/** Whether this tenant is the demo's, and its data whole; undefined: it is somebody's own. */
export async function readMark({ db }: Ctx): Promise<{ finished: boolean } | undefined> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', 'demo').executeTakeFirst()
  return row?.value as { finished: boolean } | undefined
}

export async function writeMark({ db, now }: Ctx, finished: boolean) {
  const value = JSON.stringify({ finished })
  await db
    .insertInto('settings')
    .values({ key: 'demo', value, updated_at: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updated_at: now }))
    .execute()
}

/** The team of this name, made unless it is there. */
export async function ensureTeam({ db, now }: Ctx, id: string, name: string): Promise<string> {
  await db
    .insertInto('teams')
    .values({ id, name, created_at: now })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  return (await db.selectFrom('teams').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id
}

/** Ids of the members who have customers of their own. */
export async function listSellers({ db }: Ctx): Promise<string[]> {
  const rows = await db
    .selectFrom('members')
    .select('id')
    .where('role', 'in', ['agent', 'manager'])
    .where('active', '=', true)
    .orderBy('name')
    .execute()
  return rows.map(({ id }) => id)
}

/** Id of the member of this address. */
export async function findMember({ db }: Ctx, email: string): Promise<string> {
  return (await db.selectFrom('members').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id
}

export type Table = 'leads' | 'contacts' | 'accounts' | 'events'

export async function hasRows({ db }: Ctx, table: Table | 'files' | 'imports'): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db)
  return rows.length > 0
}

export async function countRows({ db }: Ctx, table: Table): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db)
  return rows[0]!.count
}

/** Thousands of rows in one statement; keys are columns, absent ones null. */
export async function insertRows({ db }: Ctx, table: Table, rows: readonly object[]) {
  await sql`insert into ${sql.table(table)}
    select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(db)
}

/** Tells the planner what is there now, rather than in a minute. */
export async function analyze({ db }: Ctx, table: Table) {
  await sql`analyze ${sql.table(table)}`.execute(db)
}

/** Who has become a customer, and the first contact there; oldest first. */
export interface Buyer {
  id: string
  name: string
  account_type: 'business' | 'individual'
  country: string | null
  city: string | null
  language: string | null
  industry_id: string | null
  contact_id: string | null
  holder_name: string | null
  /** Of the contact. */
  first_name: string
  last_name: string
  email: string | null
  phone: string | null
}

export async function listBuyers({ db }: Ctx): Promise<Buyer[]> {
  const { rows } = await sql<Buyer>`
    select a.id, a.name, a.account_type, a.country, a.city, a.language, a.industry_id,
      c.id as contact_id, c.first_name || ' ' || c.last_name as holder_name,
      c.first_name, c.last_name, c.email, coalesce(c.phone, c.mobile) as phone
    from accounts a left join lateral (select * from contacts where account_id = a.id order by created_at, id limit 1) c
      on true
    order by a.created_at, a.id`.execute(db)
  return rows
}

/** An enquiry of somebody that is being worked on. */
export interface Asking {
  first_name: string
  last_name: string
  title: string | null
  email: string | null
  phone: string | null
  country: string | null
  city: string | null
  language: string | null
}

/** The latest first. */
export async function listAsking({ db }: Ctx): Promise<Asking[]> {
  const { rows } = await sql<Asking>`
    select first_name, last_name, title, email, phone, country, city, language from leads
    where archived_at is null and lead_status in ('contacted', 'qualified') and company_name is null
    order by created_at desc, id`.execute(db)
  return rows
}
