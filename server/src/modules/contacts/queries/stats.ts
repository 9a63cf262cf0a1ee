import { sql } from 'kysely'
import { CONSENT_CHANNELS, type ConsentChannel, type ContactStats } from '@rihla/contracts/contacts.ts'
import { dateRange, dayOf, startOf } from '#platform/calendar.ts'
import type { Ctx } from '#platform/context.ts'
import { figures } from '#platform/figures.ts'
import { contactQueries } from './contacts.ts'

/** Most values of one field that are counted apart. */
const MOST_VALUES = 200
/** Fields whose values are counted apart, in groups of which there are few combinations. */
const COUNTED = [['lead_source', 'language', 'preferred_channel'], ['nationality', 'country'], ['assigned_to']] as const
type Counted = (typeof COUNTED)[number][number]
const DAY = 86_400_000

/** Of each group of contacts, what is added up. */
const ADDED = [
  'total_contacts',
  'with_email',
  'with_phone',
  'with_account',
  'new_this_month',
  'birthdays_next_30_days',
  'not_contacted_90_days',
  'unassigned_count',
] as const
const ANSWERS = ['granted', 'denied'] as const

type Answers = Record<(typeof ANSWERS)[number], number>
type Passports = Pick<ContactStats, 'with_passport' | 'passports_expiring'>
type Figures = Omit<ContactStats, 'consent'> & { consent: Record<ConsentChannel, Answers> }

/**
 * Figures over what a list query matches. Contacts are read a few times, each time into few groups which are then added
 * up: every field by itself takes twice as long, and all of them at once make so many groups that they are sorted on disk.
 */
export async function contactStats(ctx: Ctx, query: Record<string, unknown>): Promise<ContactStats> {
  const { timezone } = ctx.tenant
  const today = dayOf(ctx.now, timezone)
  const later = (days: number) => new Date(Date.parse(today) + days * DAY).toISOString().slice(0, 10)
  const month = startOf(dateRange('this_month', timezone).from, timezone)
  const quiet = startOf(later(-90), timezone)
  const counts = (column: Counted) => sql`coalesce((
    select jsonb_object_agg(key, n) from (
      select coalesce(${sql.ref(column)}::text, 'none') as key, sum(total_contacts)::int8 as n
      from ${sql.table(`grouped_${COUNTED.findIndex((fields) => (fields as readonly string[]).includes(column))}`)}
      group by 1 order by 2 desc, 1 limit ${sql.lit(MOST_VALUES)}) s), '{}')`
  const matched = contactQueries.where(ctx, query)
  const others = COUNTED.slice(1).map((fields, i) => {
    const columns = sql.join(fields.map((name) => sql.ref(`r.${name}`)))
    return sql`${sql.table(`grouped_${i + 1}`)} as (
      select ${columns}, count(*) as total_contacts from contacts r where ${matched} group by ${columns})`
  })
  const said = CONSENT_CHANNELS.flatMap((channel) =>
    ANSWERS.map((state) => ({ channel, state, name: `${channel}_${state}` })),
  )
  const added = (name: string) => sql`coalesce(sum(${sql.ref(name)}), 0)::int8`
  const consent = CONSENT_CHANNELS.flatMap((channel) => [
    sql.lit(channel),
    sql`jsonb_build_object(${sql.join(ANSWERS.flatMap((state) => [sql.lit(state), added(`${channel}_${state}`)]))})`,
  ])
  const question = sql<Omit<Figures, keyof Passports>>`
      with ${sql.join(others)}, grouped_0 as (
        select ${sql.join(COUNTED[0].map((name) => sql.ref(`r.${name}`)))},
          count(*) as total_contacts,
          count(r.email) as with_email,
          count(coalesce(r.phone, r.mobile)) as with_phone,
          count(r.account_id) as with_account,
          count(*) filter (where r.created_at >= ${month}) as new_this_month,
          count(*) filter (where ${birthdayBetween(today.slice(5), later(30).slice(5))}) as birthdays_next_30_days,
          count(*) filter (where r.last_interaction_at is null or r.last_interaction_at < ${quiet}) as not_contacted_90_days,
          count(*) filter (where r.assigned_to is null) as unassigned_count,
          ${sql.join(
            said.map(
              ({ channel, state, name }) =>
                sql`count(*) filter (where r.consent->${sql.lit(channel)}->>'state' = ${sql.lit(state)}) as ${sql.ref(name)}`,
            ),
          )}
        from contacts r where ${matched}
        group by ${sql.join(COUNTED[0].map((name) => sql.ref(`r.${name}`)))}
      )
      select ${sql.join(ADDED.map((name) => sql`${added(name)} as ${sql.ref(name)}`))},
        ${counts('lead_source')} as by_lead_source,
        ${counts('language')} as by_language,
        ${counts('nationality')} as by_nationality,
        ${counts('country')} as by_country,
        ${counts('preferred_channel')} as by_preferred_channel,
        ${counts('assigned_to')} as by_owner,
        jsonb_build_object(${sql.join(consent)}) as consent
      from grouped_0`
  const [[counted], passports] = await Promise.all([
    figures(ctx, question, ([one]) => one!.total_contacts),
    passportsOf(ctx, query, later(180)),
  ])
  const unknown = (answers: Answers) => counted!.total_contacts - answers.granted - answers.denied
  const whole = CONSENT_CHANNELS.map((channel) => {
    const answers = counted!.consent[channel]
    return [channel, { ...answers, unknown: unknown(answers) }]
  })
  return { ...counted!, ...passports, consent: Object.fromEntries(whole) as ContactStats['consent'] }
}

/** How many have a passport, and how many none that lasts beyond `until`. */
async function passportsOf(ctx: Ctx, query: Record<string, unknown>, until: string): Promise<Passports> {
  const question = sql<Passports>`
    select count(*) as with_passport, count(*) filter (where not lasts) as passports_expiring
    from (
      select d.contact_id, bool_or(coalesce(d.expires_on, 'infinity') > ${until}::date) as lasts
      from contacts r join travel_documents d on d.contact_id = r.id
      where d.kind = 'passport' and d.archived_at is null and ${contactQueries.where(ctx, query)}
      group by 1) held`
  const [row] = await figures(ctx, question, ([one]) => one!.with_passport)
  return row!
}

/** Days of any year, from and to as `MM-DD`; around New Year the end comes before the beginning. */
const birthdayBetween = (from: string, to: string) => {
  const day = sql`to_char(r.birth_date, 'MM-DD')`
  return from <= to ? sql`${day} between ${from} and ${to}` : sql`(${day} >= ${from} or ${day} <= ${to})`
}
