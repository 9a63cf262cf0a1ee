import { sql } from 'kysely'
import { contactResource, type Reports } from '@rihla/contracts/contacts.ts'
import { access } from '#platform/access.ts'
import type { Ctx } from '#platform/context.ts'
import { recordQueries } from '#platform/recordQueries.ts'
import { toldOf } from './companies.ts'

// As the index on it says it: a list by full name walks that.
export const fullName = (alias: string) =>
  sql`btrim(${sql.ref(`${alias}.first_name`)} || ' ' || ${sql.ref(`${alias}.last_name`)})`

/**
 * The accounts whose person these contacts are: a change of either changes the other. From both sides the account is held
 * first; else each would hold its own and wait for the other's.
 */
const holdTheirAccounts = ({ db }: Ctx, ids: readonly string[]) =>
  sql`select 1 from accounts where primary_contact_id = any(${ids}::uuid[]) order by id for no key update`.execute(db)

export const contactQueries = recordQueries(contactResource, {
  computed: { full_name: fullName },
  name: fullName,
  told: toldOf,
  holdFirst: holdTheirAccounts,
})

/**
 * Activities that took place, but for notes to oneself, are when the contacts they hang on were last in touch. Derived: no
 * version, no event. Never moves back.
 */
export async function touchLastInteractions(
  { db }: Ctx,
  linked: readonly { activity_id: string; contact_id: string }[],
) {
  const ids = (name: 'activity_id' | 'contact_id') => sql`${linked.map((one) => one[name])}::uuid[]`
  await sql`
    update contacts as c set last_interaction_at = v.at
    from (
      select l.contact_id, max(coalesce(x.started_at, x.completed_at, x.created_at)) as at
      from unnest(${ids('activity_id')}, ${ids('contact_id')}) as l (activity_id, contact_id)
      join activities x on x.id = l.activity_id and x.type <> 'note' and x.status = 'completed'
      group by 1
    ) v
    where c.id = v.contact_id and (c.last_interaction_at is null or c.last_interaction_at < v.at)`.execute(db)
}

/** Furthest that a line is followed up, and most people right below. */
const MOST = { above: 50, below: 200 }

/** Who stands above and below a contact, as far as the caller may read. */
export async function reportsOf(ctx: Ctx, id: string): Promise<Reports> {
  const may = (alias: string) => access(ctx, 'contacts:read', alias)
  const person = sql`r.id, ${fullName('r')} as full_name, r.title, r.account_id, (
    select count(*) from contacts b where b.reports_to_id = r.id and b.archived_at is null and ${may('b')}) as reports`
  const [above, below] = await Promise.all([
    sql<Reports['above'][number]>`
      with recursive line (id, step) as (
        select c.reports_to_id, 1 from contacts c where c.id = ${id} and c.reports_to_id is not null
        union all
        select c.reports_to_id, l.step + 1 from line l join contacts c on c.id = l.id
        where c.reports_to_id is not null and l.step < ${sql.lit(MOST.above)} and ${may('c')}
      )
      select ${person} from line l join contacts r on r.id = l.id where ${may('r')} order by l.step`.execute(ctx.db),
    sql<Reports['below'][number]>`
      select ${person} from contacts r where r.reports_to_id = ${id} and r.archived_at is null and ${may('r')}
      order by r.last_name, r.first_name, r.id limit ${sql.lit(MOST.below)}`.execute(ctx.db),
  ])
  return { above: above.rows, below: below.rows }
}
