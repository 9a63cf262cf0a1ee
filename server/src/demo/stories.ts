import type { LeadChanges, LeadStatus, NewLead } from '@rihla/contracts/leads.ts'
import type { NoteInput } from '@rihla/contracts/operation.ts'
import { Acts } from './acts.ts'
import { type Customer, customersOf } from './customers.ts'
import type { DemoTenant } from './data/tenants.ts'
import { createRandom, type Random } from './random.ts'
import { days, dueAt, momentsOf } from './moments.ts'

/** What somebody did to a lead. People go by their login. */
export type Deed =
  | { do: 'create'; lead: NewLead; owner: string | null }
  | { do: 'assign'; owner: string }
  | ({ do: 'note' } & NoteInput)
  | { do: 'call'; note: string; next_follow_up?: Date }
  | { do: 'change'; changes: LeadChanges }
  | { do: 'move'; lead_status: LeadStatus; reason?: string; lost_reason?: string }
  | { do: 'convert'; opportunity: Record<string, unknown> }
  | { do: 'deal'; stage: string }
  | { do: 'archive'; note: string }

export interface Step {
  at: Date
  /** A login; null: a form of the website or of a social network. */
  by: string | null
  deed: Deed
}
/** The life of one lead so far, first to last. */
export type Story = readonly Step[]

type Ending = keyof DemoTenant['funnel'] | 'archived'

/** How many days ago an enquiry came, by where it stands today. */
const AGES: Record<Ending, readonly [number, number]> = {
  new: [0.04, 9],
  contacted: [1, 32],
  callback: [1, 24],
  qualified: [4, 48],
  proposal: [7, 62],
  negotiation: [12, 85],
  won: [18, 272],
  lost: [12, 272],
  archived: [10, 250],
}
/** How far a lead that is closed had come, and how often. */
const BEFORE = {
  won: [
    ['qualified', 25],
    ['proposal', 45],
    ['negotiation', 30],
  ],
  lost: [
    ['contacted', 42],
    ['qualified', 20],
    ['proposal', 24],
    ['negotiation', 14],
  ],
} as const
const CLOSED = new Set<Ending>(['won', 'lost', 'archived'])
/** The longest that work on a lead took, in days: nobody leaves before it ends. */
const LONGEST = 36

/** The leads of a tenant as they stand at `now`: the same for the same moment. */
export function storiesOf(tenant: DemoTenant, now: Date): Story[] {
  const random = createRandom(tenant.seed)
  const nextCustomer = customersOf(random, tenant)
  const known: Customer[] = []
  const endings = Object.entries({ ...tenant.funnel, archived: tenant.archived }).flatMap(([ending, count]) =>
    Array.from({ length: count }, () => ending as Ending),
  )
  return random.shuffle(endings).map((ending) => {
    const age = ageOf(random, ending)
    const asked = new Date(now.getTime() - days(age))
    const customer = nextCustomer(asked, CLOSED.has(ending) ? new Date(asked.getTime() + days(LONGEST)) : now)
    if (ending === 'archived') return tellPutAway(random, tenant, now, age, customer, known)
    known.push(customer)
    return tell(random, tenant, now, age, customer, ending)
  })
}

/** Mostly recent; a few were forgotten, as in every agency. */
function ageOf(random: Random, ending: Ending): number {
  const [least, most] = AGES[ending]
  const age = least + (most - least) * random.next() ** 1.25
  return !CLOSED.has(ending) && random.chance(0.07) ? age + random.between(15, 90) : age
}

function tell(
  random: Random,
  tenant: DemoTenant,
  now: Date,
  age: number,
  customer: Customer,
  ending: Exclude<Ending, 'archived'>,
): Story {
  const acts = new Acts(random, tenant, customer)
  const owned = acts.open(customer.lead, ending === 'new')
  if (ending !== 'new') acts.walkTo(ending === 'won' || ending === 'lost' ? random.weighted(BEFORE[ending]) : ending)
  if (ending === 'won') acts.win()
  if (ending === 'lost') acts.lose()

  const closed = CLOSED.has(ending)
  const due = closed || !owned ? undefined : dueAt(random, now, age)
  if (due) acts.follow(due)
  return acts.at(momentsOf(random, { now, age, pauses: acts.pauses, due, closed, atNight: customer.online }))
}

/** What is put away came twice, the same person by another way, or was no enquiry at all. */
function tellPutAway(
  random: Random,
  tenant: DemoTenant,
  now: Date,
  age: number,
  stranger: Customer,
  known: readonly Customer[],
): Story {
  const twin = known.length > 0 && random.chance(0.45) ? random.pick(known.slice(-12)) : undefined
  const customer = { ...(twin ?? stranger), online: true }
  const { first_name, last_name, email, phone, country, language, title } = customer.lead
  const lead = { first_name, last_name, email, phone, country, language, ...(twin && { title }) }
  const acts = new Acts(random, tenant, customer)
  acts.open({ ...lead, lead_source: random.pick(['website', 'facebook'] as const) }, false)
  acts.putAway(twin !== undefined)
  return acts.at(momentsOf(random, { now, age, pauses: acts.pauses, due: undefined, closed: true, atNight: true }))
}
