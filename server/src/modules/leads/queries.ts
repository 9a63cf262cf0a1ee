import { sql } from 'kysely'
import { leadResource, type LeadStats, LEAD_STATUSES, type LeadStatus } from '@rihla/contracts/leads.ts'
import { HOT_SCORE } from '@rihla/contracts/leadScoring.ts'
import { access } from '#platform/access.ts'
import { type Ctx, slowly } from '#platform/context.ts'
import { figures } from '#platform/figures.ts'
import { recordQueries } from '#platform/recordQueries.ts'
import type { ScoreInput } from './score.ts'

/** The person, else what the lead is known by. */
const fullName = (alias: string) => {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  const person = sql`nullif(trim(concat_ws(' ', ${column('first_name')}, ${column('last_name')})), '')`
  return sql`coalesce(${person}, ${column('company_name')}, ${column('title')})`
}
const daysSince = (column: string) => (alias: string, ctx: Ctx) =>
  sql`greatest(0, floor(extract(epoch from (${ctx.now}::timestamptz - ${sql.ref(`${alias}.${column}`)})) / 86400))::int`

export const leadQueries = recordQueries(leadResource, {
  computed: {
    full_name: fullName,
    days_since_created: daysSince('created_at'),
    // greatest() passes over null, and a lead that was never contacted has no such number of days.
    days_since_last_contact: (alias, ctx) =>
      sql`case when ${sql.ref(`${alias}.last_contact_date`)} is not null then ${daysSince('last_contact_date')(alias, ctx)} end`,
    is_hot_lead: (alias) => sql`(${sql.ref(`${alias}.lead_score`)} > ${sql.lit(HOT_SCORE)})`,
  },
  name: fullName,
})

/** Figures over what a list query matches. */
export async function leadStats(ctx: Ctx, query: Record<string, unknown>): Promise<LeadStats> {
  type Row = Omit<LeadStats, 'conversion_rate'> & { won: number }
  const tally = (column: string) => sql`coalesce((select jsonb_object_agg(key, n) from (
    select coalesce(${sql.ref(column)}, 'none') as key, sum(leads)::int8 as n from grouped group by 1) s), '{}')`
  // Read once, into few groups that are added up: rows that are kept to be counted in three ways take twice as long.
  const question = sql<Row>`
    with grouped as (
      select r.lead_status, r.lead_source, count(*) as leads, sum(r.lead_score) as score,
        count(*) filter (where r.lead_score > ${sql.lit(HOT_SCORE)}) as hot,
        count(*) filter (where r.next_follow_up <= ${ctx.now}) as due,
        count(*) filter (where r.assigned_to is null) as unassigned
      from leads r where ${leadQueries.where(ctx, query)} group by 1, 2)
    select coalesce(sum(leads), 0)::int8 as total_leads,
      coalesce(round(sum(score) / sum(leads), 1), 0) as average_lead_score,
      coalesce(sum(hot), 0)::int8 as hot_leads_count,
      coalesce(sum(leads) filter (where lead_status = 'won'), 0)::int8 as won,
      coalesce(sum(due) filter (where lead_status not in ('won', 'lost')), 0)::int8 as follow_ups_due,
      coalesce(sum(unassigned), 0)::int8 as unassigned_count,
      ${tally('lead_status')} as leads_by_status,
      ${tally('lead_source')} as leads_by_source
    from grouped`
  const [row] = await figures(ctx, question, ([one]) => one!.total_leads)
  const { won, ...stats } = row!
  const rate = stats.total_leads === 0 ? 0 : Math.round((won / stats.total_leads) * 1000) / 10
  return { ...stats, conversion_rate: rate }
}

/** Count and sums of each status; `sum` is of leads in the tenant's currency. */
export async function pipelineFigures(ctx: Ctx, query: Record<string, unknown>) {
  const base = ctx.tenant.base_currency
  const { rows } = await sql<{ key: LeadStatus; currency: string; count: number; sum: number | null }>`
    select r.lead_status as key, coalesce(r.currency, ${base}) as currency, count(*) as count, sum(r.estimated_value) as sum
    from leads r where ${leadQueries.where(ctx, query)} group by 1, 2 order by 2`.execute(slowly(ctx).db)
  return LEAD_STATUSES.map((key) => {
    const ones = rows.filter((row) => row.key === key)
    const own = { currency: base, sum: ones.find(({ currency }) => currency === base)?.sum ?? 0 }
    const others = ones.flatMap(({ currency, sum }) => (currency === base || !sum ? [] : [{ currency, sum }]))
    return { key, count: ones.reduce((all, { count }) => all + count, 0), sum: own.sum, sums: [own, ...others] }
  })
}

/** Leads with this e-mail or phone (E.164 or digits), newest first. */
export async function findDuplicates(ctx: Ctx, email: string | null, phone: string | null) {
  type Row = {
    id: string
    full_name: string | null
    email: string | null
    phone: string | null
    why: 'email' | 'phone'
  }
  const byEmail = email === null ? sql`false` : sql`lower(r.email) = lower(${email})`
  const byPhone = phone === null ? sql`false` : sql`(r.phone_e164 = ${phone} or r.mobile_e164 = ${phone})`
  const { rows } = await sql<Row>`
    select r.id, ${fullName('r')} as full_name, r.email, r.phone, case when ${byEmail} then 'email' else 'phone' end as why
    from leads r where (${byEmail} or ${byPhone}) and r.archived_at is null and ${access(ctx, 'leads:read', 'r')}
    order by r.created_at desc limit 10`.execute(slowly(ctx).db)
  return rows
}

/** Derived: no version, no event. Never moves back. */
export async function touchLastContact({ db }: Ctx, id: string, at: Date) {
  await sql`update leads set last_contact_date = ${at} where id = ${id}
    and (last_contact_date is null or last_contact_date < ${at})`.execute(db)
}

type Scored = ScoreInput & { id: string; lead_score: number }

/** The latest leads that are still worked on, as the rules see them. */
export async function latestOpenLeads(ctx: Ctx, limit: number): Promise<(Scored & { score_locked: boolean })[]> {
  const { rows } = await sql<Scored & { score_locked: boolean }>`
    select r.id, r.lead_score, r.score_locked, r.lead_source, r.company_name, r.email, r.tags from leads r
    where r.archived_at is null and r.lead_status not in ('won', 'lost') and ${access(ctx, 'leads:read', 'r')}
    order by r.created_at desc, r.id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export async function countUnlocked({ db }: Ctx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from leads where not score_locked`.execute(db)
  return rows[0]!.count
}

/** Leads that follow the rules, in order of id, from `after` on; held, so that no change of theirs is lost. */
export async function unlockedLeads({ db }: Ctx, after: string, limit: number): Promise<Scored[]> {
  const { rows } = await sql<Scored>`
    select id, lead_score, lead_source, company_name, email, tags from leads
    where not score_locked and id > ${after}::uuid order by id limit ${limit} for update`.execute(db)
  return rows
}

/** Derived: scores that follow from new rules have no version and no event (`domain.md`). */
export async function setScores({ db }: Ctx, scores: readonly { id: string; score: number }[]) {
  const ids = scores.map(({ id }) => id)
  await sql`update leads set lead_score = v.score from unnest(${ids}::uuid[], ${scores.map(({ score }) => score)}::int[]) as v (id, score)
    where leads.id = v.id and not leads.score_locked`.execute(db)
}
