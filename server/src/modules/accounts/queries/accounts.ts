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

/** When an activity took place, unless it is a note to oneself or did not take place. */
export async function interactionAt({ db }: Ctx, activity_id: string): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`
    select coalesce(started_at, completed_at, created_at) as at from activities
    where id = ${activity_id} and type <> 'note' and status = 'completed'`.execute(db)
  return rows[0]?.at
}

/** Derived: no version, no event. Never moves back. Being in touch with a contact is being in touch with its account. */
export async function touchInteraction(
  { db }: Ctx,
  { account_id, contact_id }: { account_id: unknown; contact_id: unknown },
  at: Date,
) {
  await sql`update accounts set last_interaction_at = ${at}
    where id = any(array[${account_id}::uuid, (select account_id from contacts where id = ${contact_id}::uuid)])
      and (last_interaction_at is null or last_interaction_at < ${at})`.execute(db)
}
