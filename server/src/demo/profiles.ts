import { accounts } from '#modules/accounts/service.ts'
import { addDocument } from '#modules/contacts/documents.ts'
import { contacts } from '#modules/contacts/service.ts'
import { industries } from '#modules/industries/service.ts'
import { createTag } from '#modules/tags/service.ts'
import type { Ctx } from '#platform/context.ts'
import { HOUSES, type Trade, TRADE_OF, TRADES } from './data/industries.ts'
import { TAGS } from './data/tags.ts'
import { OF_COMPANIES, OF_PEOPLE } from './data/remarks.ts'
import type { DemoTenant } from './data/tenants.ts'
import { dayAfter } from './moments.ts'
import { addFields, type OwnValues, ownValues } from './ownFields.ts'
import { speechOf } from './people.ts'
import { type Buyer, listBuyers } from './queries.ts'
import { createRandom, type Random } from './random.ts'

/**
 * The colours of tags, and what comes to be known of who buys: the trade and terms of companies, which of them belong
 * together, and the passports of people, some of which end soon; how some wish to travel.
 */
export async function addProfiles(admin: Ctx, { fields, seed }: DemoTenant) {
  const random = createRandom(seed)
  for (const [name, color] of Object.entries(TAGS)) await createTag(admin, { name, color })
  const ctx = await addFields(admin, fields)
  const trades = await plant(ctx, TRADES)
  const buyers = await listBuyers(ctx)
  const companies = buyers.filter(({ account_type }) => account_type === 'business')
  for (const company of companies)
    await settle(ctx, random, company, { trades, custom: ownValues(ctx, random, fields, 'account') })
  await group(ctx, companies, trades)
  const people = buyers.filter(({ contact_id }) => contact_id !== null)
  for (const [n, buyer] of people.entries()) if (random.chance(0.6)) await addPassport(ctx, random, buyer, n)
  for (const [n, buyer] of people.entries()) {
    const custom = ownValues(ctx, random, fields, 'contact')
    await contacts.update(ctx, buyer.contact_id!, { ...habits(random, buyer, n), custom })
  }
  for (const buyer of people) if (random.chance(0.2)) await addWishes(ctx, random, buyer)
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

interface Known {
  trades: ReadonlyMap<string, string>
  custom: OwnValues
}

function settle(ctx: Ctx, random: Random, company: Buyer, { trades, custom }: Known) {
  const payment_terms_days = random.pick([0, 15, 30, 30, 60])
  return accounts.update(ctx, company.id, {
    industry_id: trades.get(tradeOf(company))!,
    size: random.pick(SIZES),
    payment_method: random.pick(['bank_transfer', 'bank_transfer', 'cheque', 'card'] as const),
    payment_terms_days,
    ...(payment_terms_days && { credit_limit: random.int(2, 20) * 10_000 }),
    billing_address: addressOf(company, random.int(1, 60)),
    ...(random.chance(0.5) && { notes: random.pick(OF_COMPANIES[speechOf(company)]) }),
    custom,
  })
}

/** Of a house that stands in no town, so that nobody lives there. */
function addressOf({ language, city, country }: Buyer, number: number) {
  const house = { ar: `إقامة المثال، رقم ${number}`, fr: `${number}, résidence Exemple` }
  const line1 = house[language as keyof typeof house] ?? `${number} Example House`
  return { line1, ...(city && { city }), ...(country && { country }) }
}

const tradeOf = ({ name }: Buyer) => TRADE_OF.find(([words]) => words.test(name))![1]

/** Companies of one trade belong to one house, where there is one for them; else the first two, so that one is seen. */
async function group(ctx: Ctx, companies: readonly Buyer[], trades: ReadonlyMap<string, string>) {
  const byTrade = [...Map.groupBy(companies, tradeOf)].filter(([trade, { length }]) => HOUSES[trade] && length > 1)
  const groups = byTrade.length ? byTrade : [['BUS-SER', companies.slice(0, 2)] as const]
  for (const [trade, members] of groups) {
    const place = { country: 'MA', city: 'Casablanca', language: 'fr', currency: 'MAD' } as const
    const name = HOUSES[trade]!
    const house = await accounts.create(ctx, { ...place, name, industry_id: trades.get(trade)!, size: '501-1000' })
    for (const { id } of members) await accounts.update(ctx, id, { parent_id: house.id })
  }
}

/** Every third of them ends within the half year that most countries ask for. */
async function addPassport(ctx: Ctx, random: Random, { contact_id, country, holder_name }: Buyer, n: number) {
  const soon = n % 3 === 0
  const left = soon ? random.int(10, 170) : random.int(300, 1700)
  const day = (from: number) => dayAfter(ctx.now, from)
  await addDocument(ctx, contact_id!, {
    kind: 'passport',
    number: `XX${String(1_000_000 + n * 7919).slice(-7)}`,
    country,
    issued_on: day(left - 5 * 365),
    expires_on: day(left),
    holder_name,
  } as never)
}

const PROGRAMMES = ['Safar Flyer', 'Safar Flyer', 'Flying Blue', 'Skywards', 'Privilege Club', 'Miles & More']

/** How somebody flies, and what one should know of them; of some there is nothing to tell. */
function habits(random: Random, buyer: Buyer, n: number) {
  return {
    ...(random.chance(0.4) && flights(random, n)),
    ...(random.chance(0.4) && { notes: random.pick(OF_PEOPLE[speechOf(buyer)]) }),
  }
}

function flights(random: Random, n: number) {
  const programmes = new Set([random.pick(PROGRAMMES), ...(random.chance(0.3) ? [random.pick(PROGRAMMES)] : [])])
  const frequent_flyer = [...programmes].map((programme, i) => ({ programme, number: `X${7_100_300 + n * 311 + i}` }))
  return { frequent_flyer, seat_preference: random.pick(['window', 'aisle'] as const) }
}

/** What a customer would have us mind. */
function addWishes(ctx: Ctx, random: Random, { id, language }: Buyer) {
  const preferences =
    language === 'ar'
      ? { form_of_address: random.pick(['الأستاذ(ة)', 'الدكتور(ة)']), halal: true, prayer_times: random.chance(0.7) }
      : {
          form_of_address: random.pick(language === 'fr' ? ['Docteur', 'Maître'] : ['Dr', 'Prof.']),
          halal: random.chance(0.3),
        }
  return accounts.update(ctx, id, { preferences })
}
