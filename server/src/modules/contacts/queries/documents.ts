import { type RawBuilder, sql } from 'kysely'
import { type TravelDocument, travelDocumentResource } from '@rihla/contracts/travelDocuments.ts'
import { access } from '#platform/access.ts'
import type { Ctx } from '#platform/context.ts'
import { recordQueries } from '#platform/recordQueries.ts'

/** Actions that are a right of their own on the contact; every other one is a change of it. */
const OWN_RIGHTS = new Set(['read', 'reveal', 'purge'])

/** A document has no owner: who may read or change its contact may read or change it. */
function documentAccess(ctx: Ctx, permission: `${string}:${string}`, alias: string): RawBuilder<boolean> {
  const action = permission.split(':')[1]!
  const right = OWN_RIGHTS.has(action) ? action : 'update'
  return sql<boolean>`exists (
    select 1 from contacts c where c.id = ${sql.ref(`${alias}.contact_id`)} and ${access(ctx, `contacts:${right}`, 'c')})`
}

export const documentQueries = recordQueries(travelDocumentResource, {
  access: documentAccess,
  computed: { number: (alias) => sql.ref(`${alias}.number_masked`) },
  name: (alias) => sql`concat_ws(' ', ${sql.ref(`${alias}.kind`)}, ${sql.ref(`${alias}.country`)})`,
})

/** Those that end first at the top, those that never do at the end. */
export async function documentsOf(ctx: Ctx, contact_id: string, archived: boolean): Promise<TravelDocument[]> {
  const { rows } = await sql`
    select ${documentQueries.select(ctx, true)} from travel_documents r
    where r.contact_id = ${contact_id} and (r.archived_at is not null) = ${archived}
      and ${documentAccess(ctx, 'travel_documents:read', 'r')}
    order by r.expires_on, r.id limit 1000`.execute(ctx.db)
  return rows.map((row) => documentQueries.present<TravelDocument>(ctx, row))
}

/** Ids of every document of a contact, archived ones too. */
export async function documentIdsOf({ db }: Ctx, contact_id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from travel_documents where contact_id = ${contact_id} order by id`.execute(db)
  return rows.map(({ id }) => id)
}

export async function countDocuments({ db }: Ctx, contact_id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from travel_documents where contact_id = ${contact_id} and archived_at is null`.execute(db)
  return rows[0]!.count
}

/** The next sealed numbers, held. */
export async function nextSealed({ db }: Ctx, after: string, limit: number): Promise<{ id: string; number: string }[]> {
  const { rows } = await sql<{ id: string; number: string }>`
    select id, number from travel_documents where id > ${after}::uuid and number is not null
    order by id limit ${limit} for no key update`.execute(db)
  return rows
}

/** The same numbers under another seal: no version, no event. */
export async function putSealed({ db }: Ctx, sealed: readonly { id: string; number: string }[]) {
  const [ids, numbers] = [sealed.map(({ id }) => id), sealed.map(({ number }) => number)]
  await sql`update travel_documents d set number = v.number from unnest(${ids}::uuid[], ${numbers}::text[]) as v (id, number)
    where d.id = v.id`.execute(db)
}

/** How many numbers the caller has seen since, counted while nobody else is shown one in their name. */
export async function countRevealed({ db, tenant, actor }: Ctx, since: Date): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tenant.id} reveals to ${actor.id}`}, 0))`.execute(db)
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from events
    where type = 'travel_document.revealed' and actor_id = ${actor.id} and at > ${since}`.execute(db)
  return rows[0]!.count
}
