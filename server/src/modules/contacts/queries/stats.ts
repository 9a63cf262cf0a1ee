import { sql } from 'kysely'
import { CONSENT_CHANNELS, type ConsentChannel, type ContactStats } from '@rihla/contracts/contacts.ts'
import { dateRange, dayOf, startOf } from '#platform/calendar.ts'
import { type Ctx, slowly } from '#platform/context.ts'
import { contactQueries } from './contacts.ts'

/** Most values of one field that are counted apart. */
const MOST_VALUES = 200
const COUNTED = ['lead_source', 'language', 'nationality', 'country', 'preferred_channel', 'assigned_to'] as const
const DAY = 86_400_000

type Answers = Record<'granted' | 'denied', number>
type Figures = Omit<ContactStats, 'consent'> & { consent: Record<ConsentChannel, Answers> }

/** Figures over what a list query matches. */
export async function contactStats(ctx: Ctx, query: Record<string, unknown>): Promise<ContactStats> {
  const { timezone } = ctx.tenant
  const today = dayOf(ctx.now, timezone)
  const later = (days: number) => new Date(Date.parse(today) + days * DAY).toISOString().slice(0, 10)
  const month = startOf(dateRange('this_month', timezone).from, timezone)
  const quiet = new Date(ctx.now.getTime() - 90 * DAY)
  const counts = (column: (typeof COUNTED)[number]) => sql`coalesce((
    select jsonb_object_agg(key, n) from (
      select coalesce(${sql.ref(column)}::text, 'none') as key, count(*) as n from matched
      group by 1 order by 2 desc, 1 limit ${sql.lit(MOST_VALUES)}) s), '{}')`
  const said = (channel: string, state: string) =>
    sql`count(*) filter (where consent->${sql.lit(channel)}->>'state' = ${sql.lit(state)})`
  const consent = CONSENT_CHANNELS.flatMap((channel) => [
    sql.lit(channel),
    sql`jsonb_build_object('granted', ${said(channel, 'granted')}, 'denied', ${said(channel, 'denied')})`,
  ])
  const { rows } = await sql<Figures>`
    with matched as materialized (
      select r.id, r.email, r.phone, r.mobile, r.account_id, r.created_at, r.birth_date, r.last_interaction_at, r.consent,
        ${sql.join(COUNTED.map((name) => sql.ref(`r.${name}`)))}
      from contacts r where ${contactQueries.where(ctx, query)}
    ), passports as (
      select d.contact_id, max(coalesce(d.expires_on, 'infinity')) as ends from travel_documents d
      where d.kind = 'passport' and d.archived_at is null and d.contact_id in (select id from matched) group by 1
    )
    select count(*) as total_contacts,
      count(email) as with_email,
      count(coalesce(phone, mobile)) as with_phone,
      count(account_id) as with_account,
      (select count(*) from passports) as with_passport,
      (select count(*) from passports where ends <= ${later(180)}::date) as passports_expiring,
      count(*) filter (where created_at >= ${month}) as new_this_month,
      count(*) filter (where ${birthdayBetween(today.slice(5), later(30).slice(5))}) as birthdays_next_30_days,
      count(*) filter (where last_interaction_at is null or last_interaction_at < ${quiet}) as not_contacted_90_days,
      count(*) filter (where assigned_to is null) as unassigned_count,
      ${counts('lead_source')} as by_lead_source,
      ${counts('language')} as by_language,
      ${counts('nationality')} as by_nationality,
      ${counts('country')} as by_country,
      ${counts('preferred_channel')} as by_preferred_channel,
      ${counts('assigned_to')} as by_owner,
      jsonb_build_object(${sql.join(consent)}) as consent
    from matched`.execute(slowly(ctx).db)
  const figures = rows[0]!
  const unknown = (answers: Answers) => figures.total_contacts - answers.granted - answers.denied
  const whole = CONSENT_CHANNELS.map((channel) => {
    const answers = figures.consent[channel]
    return [channel, { ...answers, unknown: unknown(answers) }]
  })
  return { ...figures, consent: Object.fromEntries(whole) as ContactStats['consent'] }
}

/** Days of any year, from and to as `MM-DD`; around New Year the end comes before the beginning. */
const birthdayBetween = (from: string, to: string) => {
  const day = sql`to_char(birth_date, 'MM-DD')`
  return from <= to ? sql`${day} between ${from} and ${to}` : sql`(${day} >= ${from} or ${day} <= ${to})`
}
