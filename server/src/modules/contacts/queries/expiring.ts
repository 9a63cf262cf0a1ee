import { type RawBuilder, sql } from 'kysely'
import { Id } from '@rihla/contracts/fields.ts'
import type { ExpiringDocument } from '@rihla/contracts/travelDocuments.ts'
import { access } from '#platform/access.ts'
import { isDay } from '#platform/calendar.ts'
import { type Ctx, slowly } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { pageOf } from '#platform/paging.ts'
import { fullName } from './contacts.ts'

interface Asked {
  /** Days where the tenant is: those that end from the one to the other, both inside. `from` null: also what has ended. */
  today: string
  from: string | null
  until: string
  kinds: readonly string[]
  countries?: readonly string[] | undefined
  owners?: readonly string[] | undefined
}

type Row = ExpiringDocument['contact'] & {
  document_id: string
  kind: ExpiringDocument['document']['kind']
  document_country: string | null
  holder_name: string | null
  issued_on: string | null
  expires_on: string
  days_left: number
  opportunity_id: string | null
  trip_name: string
  destinations: string[]
  departure_date: string
  return_date: string | null
  days_valid_after: number
}

/** Documents that end, those that end first at the top. One that a later one of its kind and country follows is left out. */
export async function expiringDocuments(ctx: Ctx, asked: Asked, query: Record<string, unknown>) {
  const { limit, offset, page, cursor } = pageOf(query)
  const from = sql`from travel_documents d join contacts c on c.id = d.contact_id where ${matching(ctx, asked)}`
  const place = cursor === undefined ? sql`` : sql`and (d.expires_on, d.id) > ${placeOf(cursor)}`
  const { db } = slowly(ctx)
  const [{ rows }, counted] = await Promise.all([
    sql<Row>`
      with ending as (
        select d.*, ${fullName('c')} as full_name, c.email, c.phone, c.nationality, c.account_id, c.assigned_to
        ${from} ${place} order by d.expires_on, d.id limit ${limit + 1} offset ${offset}
      )
      select d.contact_id as id, d.full_name, d.email, d.phone, d.nationality, d.account_id, d.assigned_to,
        d.id as document_id, d.kind, d.country as document_country, d.holder_name, d.issued_on, d.expires_on,
        d.expires_on - ${asked.today}::date as days_left,
        t.id as opportunity_id, t.name as trip_name, t.destinations, t.departure_date, t.return_date,
        d.expires_on - coalesce(t.return_date, t.departure_date) as days_valid_after
      from ending d left join lateral (${nextTrip(ctx, asked.today)}) t on true
      order by d.expires_on, d.id`.execute(db),
    sql<{ total: number }>`select count(*) as total ${from}`.execute(db),
  ])
  const last = rows.length > limit ? rows[limit - 1]! : undefined
  return {
    items: rows.slice(0, limit).map(present),
    total: counted.rows[0]!.total,
    ...(page && { page }),
    page_size: limit,
    next_cursor: last ? Buffer.from(`${last.expires_on} ${last.document_id}`).toString('base64url') : null,
  }
}

function matching(ctx: Ctx, { from, until, kinds, countries, owners }: Asked): RawBuilder<unknown> {
  const parts = [
    sql`d.archived_at is null`,
    sql`c.archived_at is null`,
    access(ctx, 'contacts:read', 'c'),
    sql`d.expires_on <= ${until}::date`,
    sql`d.kind = any(${kinds}::text[])`,
    sql`not exists (
      select 1 from travel_documents n
      where n.contact_id = d.contact_id and n.kind = d.kind and n.country is not distinct from d.country
        and n.archived_at is null and (n.expires_on, n.id) > (d.expires_on, d.id))`,
    ...(from === null ? [] : [sql`d.expires_on >= ${from}::date`]),
    ...(countries ? [sql`d.country = any(${countries}::text[])`] : []),
    ...(owners ? [sql`c.assigned_to = any(${owners}::uuid[])`] : []),
  ]
  return sql.join(parts, sql` and `)
}

/** The first departure still to come of a sale that is not lost, about the contact of `d`. */
const nextTrip = (ctx: Ctx, today: string) => sql`
  select o.id, o.name, o.destinations, o.departure_date, o.return_date from opportunities o
  where o.contact_id = d.contact_id and o.departure_date >= ${today}::date and o.status <> 'lost'
    and o.archived_at is null and ${access(ctx, 'opportunities:read', 'o')}
  order by o.departure_date, o.id limit 1`

function placeOf(cursor: string): RawBuilder<unknown> {
  const [day = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  if (!isDay(day) || !Id.safeParse(id).success) throw invalid('cursor', 'bad_cursor')
  return sql`(${day}::date, ${id}::uuid)`
}

function present(row: Row): ExpiringDocument {
  const { id, full_name, email, phone, nationality, account_id, assigned_to } = row
  const { document_id, kind, document_country, holder_name, issued_on, expires_on, days_left } = row
  const { opportunity_id, trip_name, destinations, departure_date, return_date, days_valid_after } = row
  return {
    contact: { id, full_name, email, phone, nationality, account_id, assigned_to },
    document: { id: document_id, kind, country: document_country, holder_name, issued_on, expires_on },
    days_left,
    next_trip: opportunity_id
      ? { opportunity_id, name: trip_name, destinations, departure_date, return_date, days_valid_after }
      : null,
  }
}
