import { sql } from 'kysely'
import { accountResource } from '@rihla/contracts/accounts.ts'
import { access } from '#platform/access.ts'
import type { Ctx, Row } from '#platform/context.ts'
import { recordQueries } from '#platform/recordQueries.ts'

export const accountQueries = recordQueries(accountResource)

/** The individual account whose person a contact is, held until the transaction ends. */
export async function holdAccountOf({ db }: Ctx, contact_id: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select * from accounts where primary_contact_id = ${contact_id} and account_type = 'individual' for no key update`.execute(
    db,
  )
  return rows[0]
}

/** A contact of the account by these names, the caller's to change: who becomes a customer of their own may be there as a contact already. */
export async function namesakeOf(ctx: Ctx, account_id: string, first_name: unknown, last_name: unknown) {
  const { rows } = await sql<{ id: string }>`
    select c.id from contacts c
    where c.account_id = ${account_id} and c.archived_at is null and c.first_name = ${first_name} and c.last_name = ${last_name}
      and not exists (select 1 from accounts a where a.primary_contact_id = c.id) and ${access(ctx, 'contacts:update', 'c')}
    order by c.created_at, c.id limit 1`.execute(ctx.db)
  return rows[0]?.id
}

/** Before an account goes for good: it lets go of its person, who goes with it. */
export async function dropPrimary({ db }: Ctx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ primary_contact_id: string | null }>`
    select primary_contact_id from accounts where id = ${id} and account_type = 'individual'`.execute(db)
  await sql`update accounts set primary_contact_id = null where id = ${id}`.execute(db)
  return rows[0]?.primary_contact_id ?? undefined
}

/** Which of these contacts are the person of an individual account. */
export async function accountsOf({ db }: Ctx, contact_ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (contact_ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select primary_contact_id as id from accounts
    where primary_contact_id = any(${contact_ids}::uuid[]) and account_type = 'individual'`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** What an activity came to hang on. */
export interface Linked {
  activity_id: string
  account_id: string | null
  contact_id: string | null
}

/**
 * Activities that took place, but for notes to oneself, are when an account was last in touch; with a contact, it is with
 * their account. Derived: no version, no event. Never moves back.
 */
export async function touchInteractions({ db, now }: Ctx, linked: readonly Linked[]) {
  const ids = (name: keyof Linked) => sql`${linked.map((one) => one[name])}::uuid[]`
  await sql`
    update accounts as a set last_interaction_at = v.at
    from (
      select t.id, max(least(coalesce(x.started_at, x.completed_at, x.created_at), ${now}::timestamptz)) as at
      from unnest(${ids('activity_id')}, ${ids('account_id')}, ${ids('contact_id')}) as l (activity_id, account_id, contact_id)
      join activities x on x.id = l.activity_id and x.type <> 'note' and x.status = 'completed'
      left join contacts c on c.id = l.contact_id
      cross join lateral (values (l.account_id), (c.account_id)) as t (id)
      where t.id is not null group by t.id
    ) v
    where a.id = v.id and (a.last_interaction_at is null or a.last_interaction_at < v.at)`.execute(db)
}
