import { accounts } from '#modules/accounts/service.ts'
import { contacts } from '#modules/contacts/service.ts'
import { leads } from '#modules/leads/service.ts'
import { type Ctx, newId, type Row, transaction } from '#platform/context.ts'
import { blank, diff } from '#platform/events.ts'
import type { Records } from '#platform/records.ts'
import { customersOf } from './customers.ts'
import { COMPANY_KINDS } from './data/companies.ts'
import { ORIGINS, type Origin } from './data/origins.ts'
import { ATLAS, DEMO_TENANTS, type DemoTenant } from './data/tenants.ts'
import { createRandom, type Random } from './random.ts'
import { days } from './moments.ts'
import { company, person } from './people.ts'
import { analyze, countRows, insertRows, listSellers, type Table } from './queries.ts'

/** Rows of one statement: on a busy machine too, far below the five seconds it may take. */
const STEP = 1000
/** Contacts an account has, on the average. */
const PER_ACCOUNT = 8

type Input = Record<string, unknown> & { created_at: Date; created_by: string | null; assigned_to: string | null }
type Progress = (done: number) => void

/** Adds contacts, an account to every eighth of them, each with the event of its creation. */
export function addContacts(ctx: Ctx, count: number, progress: Progress): Promise<void> {
  return inSteps(ctx, 'contacts', count, progress, async (ctx, { random, first, size, frame }) => {
    const places = Array.from({ length: Math.ceil(size / PER_ACCOUNT) }, (_, i) =>
      employer(random, Math.floor(first / PER_ACCOUNT) + i),
    )
    const made = places.map(({ origin, employer: { name, website, city } }) => ({
      ...frame(),
      account_type: 'business',
      name,
      website,
      city,
      country: origin.country,
      language: origin.language,
      currency: origin.country === 'MA' ? 'MAD' : 'EUR',
    }))
    const account_ids = await insertMany(ctx, accounts, made)
    const people = Array.from({ length: size }, (_, i) => {
      const place = Math.floor(i / PER_ACCOUNT)
      // A good half works somewhere; the others travel for themselves.
      const works = random.chance(0.6)
      const { origin, employer } = places[place]!
      const { job_title, ...who } = person(
        random,
        works ? origin : ORIGINS[random.weighted(ATLAS.origins)],
        first + i,
        works ? employer : undefined,
      )
      const number = first + i
      return {
        ...frame(),
        ...who,
        // Thousands of people share few names: the number keeps their addresses apart.
        email: who.email.replace('@', `.${number.toString(36)}@`),
        title: job_title,
        account_id: works ? account_ids[place]! : null,
        lead_source: random.pick(['website', 'referral', 'whatsapp', 'walk_in', 'facebook']),
        preferred_channel: random.pick(['call', 'email', 'whatsapp', null]),
        tags: random.chance(0.05) ? ['VIP'] : [],
      }
    })
    await insertMany(ctx, contacts, people)
  })
}

/** Adds leads as they came in, each with the event of its creation and no further history. */
export function addLeads(ctx: Ctx, count: number, progress: Progress): Promise<void> {
  const shape: DemoTenant = DEMO_TENANTS.find(({ slug }) => slug === ctx.tenant.slug) ?? ATLAS
  const statuses = Object.entries(shape.funnel)
  return inSteps(ctx, 'leads', count, progress, async (ctx, { random, first, size, frame }) => {
    const next = customersOf(random, shape, first * 10)
    const made = Array.from({ length: size }, () => {
      const framed = frame()
      const { lead, details } = next(framed.created_at, framed.created_at)
      return { ...framed, ...lead, ...details, lead_status: random.weighted(statuses) }
    })
    await insertMany(ctx, leads, made)
  })
}

interface Part {
  random: Random
  /** Records that were there before. */
  first: number
  size: number
  /** When, by whom, whose. */
  frame: () => Input
}

async function inSteps(
  ctx: Ctx,
  table: Table,
  count: number,
  progress: Progress,
  add: (ctx: Ctx, part: Part) => Promise<void>,
) {
  const sellers = await listSellers(ctx)
  const there = await transaction(ctx, (ctx) => countRows(ctx, table))
  for (let done = 0; done < count;) {
    const size = Math.min(STEP, count - done)
    const random = createRandom(there + done)
    const frame = () => {
      const owner = sellers.length ? random.pick(sellers) : null
      const created_at = new Date(Math.floor(ctx.now.getTime() - days(random.between(1, 1000))))
      return { created_at, created_by: owner, assigned_to: random.chance(0.95) ? owner : null }
    }
    await transaction({ ...ctx, operation_id: newId() }, (ctx) =>
      add(ctx, { random, first: there + done, size, frame }),
    )
    progress((done += size))
  }
  // In vain on very large tables, where it takes longer than a statement may: the server does it within a minute.
  for (const name of new Set<Table>([table, 'accounts', 'events']))
    await transaction(ctx, (ctx) => analyze(ctx, name)).catch(() => undefined)
}

function employer(random: Random, n: number) {
  const [origin, speech]: [Origin, 'fr' | 'ar' | 'en'] = random.weighted([
    [[ORIGINS.moroccan_fr, 'fr'], 6],
    [[ORIGINS.moroccan_ar, 'ar'], 3],
    [[ORIGINS.british, 'en'], 2],
  ])
  const kinds = COMPANY_KINDS[speech].length
  return { origin, employer: company(speech, n % kinds, Math.floor(n / kinds), origin.cities) }
}

/**
 * What `create` of these records does, for thousands at once: the same blanks, rules and derived columns, and the same
 * event for each, at the moment and by the person the input names. Answers the ids.
 */
async function insertMany(ctx: Ctx, { queries, rules, derived }: Records, inputs: readonly Input[]): Promise<string[]> {
  const { resource, stored } = queries
  const { fields, record_type } = resource
  const rows: Row[] = []
  for (const { created_at, ...input } of inputs) {
    const row: Record<string, unknown> = {}
    for (const key of stored) row[key] = key in fields ? blank(fields[key]!) : null
    Object.assign(row, input, { id: newId(), created_at, updated_at: created_at, archived_at: null, version: 1 })
    Object.assign(row, await rules.judge?.(ctx, row as Row, undefined, input))
    rows.push(Object.assign(row, derived(row, ctx)) as Row)
  }
  const events = rows.map((row) => ({
    id: newId(),
    operation_id: ctx.operation_id,
    type: `${record_type}.created`,
    record_type,
    record_id: row.id,
    record_version: row.version,
    actor_type: row.created_by ? 'member' : 'system',
    actor_id: row.created_by,
    at: row.created_at,
    changes: diff(resource, undefined, row),
    request_id: ctx.request_id,
  }))
  await insertRows(ctx, queries.table as Table, rows)
  await insertRows(ctx, 'events', events)
  return rows.map(({ id }) => id)
}
