import type { LeadChanges, NewLead } from '@rihla/contracts/leads.ts'
import type { Customer } from './customers.ts'
import type { Line, Phrases } from './data/notes.ts'
import type { DemoTenant, Person } from './data/tenants.ts'
import { day, fill } from './data/words.ts'
import type { Random } from './random.ts'
import { days } from './moments.ts'
import type { Deed, Story } from './stories.ts'

type Stage = 'contacted' | 'callback' | 'qualified' | 'proposal' | 'negotiation'
const WAY = ['contacted', 'qualified', 'proposal', 'negotiation'] as const

/** Per cent, as they are guessed along the way. */
const CHANCES: Record<Stage, readonly [number, number]> = {
  contacted: [10, 25],
  callback: [5, 15],
  qualified: [30, 50],
  proposal: [45, 65],
  negotiation: [65, 85],
}
const TRAVEL_TYPES: Record<string, string> = {
  omra: 'pilgrimage',
  omra_group: 'pilgrimage',
  honeymoon: 'honeymoon',
  incentive: 'mice',
  congress: 'mice',
  business: 'business',
  school: 'group',
  partner_tour: 'group',
  trek: 'adventure',
  desert: 'adventure',
  airport: 'transfer',
  wedding: 'transfer',
  staff: 'transfer',
  match: 'transfer',
}

interface Act {
  by: string | null
  /** Weighs the time since the act before; 0 is minutes later. */
  pause: number
  /** Texts and dates may depend on when it happens. */
  deed: (at: Date) => Deed
}

/** Collects what happens to one lead, in order, before each thing has its moment. */
export class Acts {
  #random: Random
  #customer: Customer
  #phrases: Phrases
  #owner: Person
  #boss: Person
  #acts: Act[] = []
  #said = new Set<string>()

  constructor(random: Random, { people, phrases }: DemoTenant, customer: Customer) {
    const team = people.filter(({ team, share }) => team === customer.trip.team && share > 0)
    this.#random = random
    this.#customer = customer
    this.#phrases = phrases[customer.speech]
    this.#owner = random.weighted(team.map((one) => [one, one.share]))
    this.#boss = team.find(({ role }) => role === 'manager') ?? people.find(({ role }) => role === 'admin')!
  }

  get pauses(): number[] {
    return this.#acts.map(({ pause }) => pause)
  }

  /** The story, once every act has its moment. */
  at(moments: readonly Date[]): Story {
    return this.#acts.map(({ by, deed }, i) => ({ at: moments[i]!, by, deed: deed(moments[i]!) }))
  }

  #add(deed: Deed | ((at: Date) => Deed), pause = 1, by: string | null = this.#owner.login) {
    this.#acts.push({ by, pause, deed: typeof deed === 'function' ? deed : () => deed })
  }

  /** Says one of the lines that fit the customer, none of them twice. */
  #say(lines: readonly Line[], pause = 1) {
    const { lead, near, words, speech } = this.#customer
    const fits = ([type, text]: Line) =>
      !this.#said.has(text) &&
      (near || (type !== 'in_person' && type !== 'meeting')) &&
      (lead.email || type !== 'email') &&
      (lead.phone || lead.mobile || (type !== 'call' && type !== 'whatsapp'))
    const fitting = lines.filter(fits)
    const [type, text] = this.#random.pick(fitting.length ? fitting : lines)
    this.#said.add(text)
    this.#add((at) => ({ do: 'note', type, content: fill(text, { ...words, day: day(later(at, 9), speech) }) }), pause)
  }

  #noAnswer(pause: number) {
    const fresh = this.#phrases.no_answer.filter((note) => !this.#said.has(note))
    const note = this.#random.pick(fresh.length ? fresh : this.#phrases.no_answer)
    this.#said.add(note)
    this.#add({ do: 'call', note }, pause)
  }

  /** The enquiry arrives, and finds somebody who cares for it. A new one may still wait for that: then false. */
  open(lead: NewLead, mayWait: boolean): boolean {
    const random = this.#random
    const { online } = this.#customer
    const [owner, boss] = [this.#owner.login, this.#boss.login]
    const waits = mayWait && random.chance(online ? 0.75 : 0.4)
    if (online) this.#add({ do: 'create', lead, owner: null }, 0, null)
    else this.#add({ do: 'create', lead, owner: waits ? null : owner }, 0, waits || random.chance(0.2) ? boss : owner)
    if (waits) return false
    const taken = random.chance(0.45) && this.#owner.role === 'agent'
    if (online) this.#add({ do: 'assign', owner }, 0.3, taken ? owner : boss)
    if (random.chance(0.12))
      this.#add({ do: 'note', type: 'note', content: random.pick(this.#phrases.manager) }, 0.2, boss)
    return true
  }

  walkTo(last: Stage) {
    const random = this.#random
    if (last === 'callback' || random.chance(0.15)) this.#callBack()
    if (last === 'callback') return
    for (const stage of WAY.slice(0, WAY.indexOf(last) + 1)) {
      if (stage !== 'contacted' && random.chance(0.35)) this.#say(this.#phrases.meanwhile, 0.6)
      this.#say(this.#phrases[stage], stage === 'contacted' ? 0.4 : 1)
      const [least, most] = CHANCES[stage]
      const changes: LeadChanges = {
        lead_status: stage,
        ...(stage === 'qualified' && this.#learned()),
        conversion_probability: random.int(least, most) / 100,
      }
      const close = random.int(10, 40)
      this.#add(
        (at) => ({
          do: 'change',
          changes: { ...changes, ...(stage === 'proposal' && { expected_close_date: dayOf(later(at, close)) }) },
        }),
        0,
      )
    }
    if (random.chance(0.04)) {
      const changes = { lead_score: random.int(85, 100), reason: random.pick(this.#phrases.manager) }
      this.#add({ do: 'change', changes }, 0.2, this.#boss.login)
    }
  }

  #callBack() {
    for (let tries = this.#random.int(1, 3); tries > 0; tries -= 1) this.#noAnswer(0.4)
    this.#add(
      { do: 'change', changes: { lead_status: 'callback', reason: this.#random.pick(this.#phrases.callback) } },
      0.5,
    )
  }

  #learned = (): LeadChanges => ({
    ...(this.#customer.details as LeadChanges),
    interest_level: this.#random.pick(['medium', 'high', 'high'] as const),
  })

  /** The deal begins where the lead ends, and goes on from there. */
  win() {
    const random = this.#random
    this.#say(this.#phrases.won)
    const travel_type = TRAVEL_TYPES[this.#customer.trip.key] ?? 'leisure'
    this.#add(
      { do: 'convert', opportunity: { stage: random.pick(['qualification', 'proposal', 'negotiation']), travel_type } },
      0,
    )
    const ends = random.weighted([
      ['closed_won', 8],
      ['negotiation', 2],
      ['closed_lost', 1],
    ])
    if (random.chance(0.65)) this.#add({ do: 'deal', stage: ends }, 1.2)
  }

  lose() {
    const { near, trip } = this.#customer
    if (this.#random.chance(0.3)) this.#noAnswer(1)
    const reasons = this.#phrases.lost.filter(([, , only]) => only !== 'visa' || (near && trip.visa))
    const [lost_reason, reason] = this.#random.pick(reasons)
    this.#add({ do: 'move', lead_status: 'lost', lost_reason, reason }, 1.2)
  }

  putAway(again: boolean) {
    const [twice, ...others] = this.#phrases.archived
    if (!again && this.#random.chance(0.5)) this.#noAnswer(0.5)
    this.#add({ do: 'archive', note: again ? twice! : this.#random.pick(others) })
  }

  /** The next step stands on the last thing that was done; never behind it. */
  follow(due: Date) {
    const next = (at: Date) =>
      due > at ? due : new Date(Math.ceil((at.getTime() + days(0.1)) / HALF_HOUR) * HALF_HOUR)
    const last = this.#acts.at(-1)!
    const { deed } = last
    if (['call', 'change'].includes(deed(due).do)) last.deed = (at) => withFollowUp(deed(at), next(at))
    else this.#add((at) => ({ do: 'change', changes: { next_follow_up: next(at) } }), 0)
  }
}

function withFollowUp(deed: Deed, next_follow_up: Date): Deed {
  if (deed.do === 'call') return { ...deed, next_follow_up }
  return deed.do === 'change' ? { ...deed, changes: { ...deed.changes, next_follow_up } } : deed
}

const HALF_HOUR = days(1 / 48)
const later = (at: Date, count: number) => new Date(at.getTime() + days(count))
const dayOf = (at: Date) => at.toISOString().slice(0, 10)
