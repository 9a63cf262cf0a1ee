import { accounts } from '#modules/accounts/service.ts'
import { addDocument } from '#modules/contacts/documents.ts'
import { industries } from '#modules/industries/service.ts'
import { createTag } from '#modules/tags/service.ts'
import type { Ctx } from '#platform/context.ts'
import { HOUSES, type Trade, TRADE_OF, TRADES } from './data/industries.ts'
import { TAGS } from './data/tags.ts'
import { type Dice, dice as throwing } from './dice.ts'
import { days } from './moments.ts'
import { type Buyer, listBuyers } from './queries.ts'

/**
 * The colours of tags, and what comes to be known of who buys: the trade and terms of companies, which of them belong
 * together, and the passports of people, some of which end soon.
 */
export async function addProfiles(ctx: Ctx, seed: number) {
  const dice = throwing(seed)
  for (const [name, color] of Object.entries(TAGS)) await createTag(ctx, { name, color })
  const trades = await plant(ctx, TRADES)
  const buyers = await listBuyers(ctx)
  const companies = buyers.filter(({ account_type }) => account_type === 'business')
  for (const company of companies) await settle(ctx, dice, company, trades)
  await group(ctx, companies, trades)
  const people = buyers.filter(({ contact_id }) => contact_id !== null)
  for (const [n, buyer] of people.entries()) if (dice.chance(0.6)) await addPassport(ctx, dice, buyer, n)
}

/** Makes the tree; answers the ids by code. */
async function plant(
  ctx: Ctx,
  trades: readonly Trade[],
  parent_id: string | null = null,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const { name, code, below = [] } of trades) {
    const made = await industries.create(ctx, { name, code, parent_id })
    ids.set(code, made.id)
    for (const [code, id] of await plant(ctx, below, made.id)) ids.set(code, id)
  }
  return ids
}

const SIZES = ['1-10', '11-50', '51-200', '201-500']

function settle(ctx: Ctx, dice: Dice, company: Buyer, trades: ReadonlyMap<string, string>) {
  const payment_terms_days = dice.pick([0, 15, 30, 30, 60])
  return accounts.update(ctx, company.id, {
    industry_id: trades.get(tradeOf(company))!,
    size: dice.pick(SIZES),
    payment_method: dice.pick(['bank_transfer', 'bank_transfer', 'cheque', 'card'] as const),
    payment_terms_days,
    ...(payment_terms_days && { credit_limit: dice.int(2, 20) * 10_000 }),
  })
}

const tradeOf = ({ name }: Buyer) => TRADE_OF.find(([words]) => words.test(name))![1]

/** Companies of one trade belong to one house, where there is one for them. */
async function group(ctx: Ctx, companies: readonly Buyer[], trades: ReadonlyMap<string, string>) {
  for (const [trade, members] of Map.groupBy(companies, tradeOf)) {
    const name = HOUSES[trade]
    if (!name || members.length < 2) continue
    const place = { country: 'MA', city: 'Casablanca', language: 'fr', currency: 'MAD' } as const
    const house = await accounts.create(ctx, { ...place, name, industry_id: trades.get(trade)!, size: '501-1000' })
    for (const { id } of members) await accounts.update(ctx, id, { parent_id: house.id })
  }
}

/** Every third of them ends within the half year that most countries ask for. */
async function addPassport(ctx: Ctx, dice: Dice, { contact_id, country, holder_name }: Buyer, n: number) {
  const soon = n % 3 === 0
  const left = soon ? dice.int(10, 170) : dice.int(300, 1700)
  const day = (from: number) => new Date(ctx.now.getTime() + days(from)).toISOString().slice(0, 10)
  await addDocument(ctx, contact_id!, {
    kind: 'passport',
    number: `XX${String(1_000_000 + n * 7919).slice(-7)}`,
    country,
    issued_on: day(left - 5 * 365),
    expires_on: day(left),
    holder_name,
  } as never)
}
