import type { Lead } from '@rihla/contracts/leads.ts'
import { accounts } from '#modules/accounts/service.ts'
import { contacts, contactStory } from '#modules/contacts/service.ts'
import { createLead } from '#modules/leads/service.ts'
import type { Ctx } from '#platform/context.ts'
import { ENTERED_AGAIN, NEXT_TRIPS } from './data/again.ts'
import type { DemoTenant } from './data/tenants.ts'
import { days } from './moments.ts'
import { speechOf } from './people.ts'
import { actingAs, type Cast } from './perform.ts'
import { type Asking, type Buyer, listAsking, listBuyers } from './queries.ts'
import { createRandom } from './random.ts'
import { type Entered, inCapitals, type Spelling, SPELLINGS, withoutAccents } from './spellings.ts'

/** People who are entered twice, and companies. */
const PEOPLE = 4
const COMPANIES = 2
/** As long as numbers of the tax office are, and nobody's. */
const TAX_ID = '009900000000045'

/**
 * Who is in the books twice, as it comes about where several answer the phone: they were told that there is one, and
 * made another. Two enquiries besides: one that came twice, and one of somebody who is a customer. Answers the leads made.
 */
export async function addTwins(ctx: Ctx, cast: Cast, { people, seed }: DemoTenant): Promise<number> {
  const random = createRandom(seed + 1)
  const agents = people.filter(({ role }) => role === 'agent').map(({ login }) => cast.get(login)!)
  const by = (n: number) => actingAs(ctx, agents[n % agents.length]!, daysAgo(ctx, n + random.next()))
  const buyers = await listBuyers(ctx)
  const reachable = buyers.filter(({ contact_id, email, phone }) => contact_id && (email || phone))
  for (const [n, [who, spelling]] of spelledTwice(reachable).entries()) {
    const line = random.pick(ENTERED_AGAIN[speechOf(who)])
    await enterAgain(await by(n + 1), spelling(who)!, who, line)
  }
  const companies = buyers.filter(({ account_type, city }) => account_type === 'business' && city)
  for (const [n, company] of companies.slice(0, COMPANIES).entries()) {
    // The colleague who knows its number did not tell it to the one at the phone.
    if (n === 0) await accounts.update(ctx, company.id, { tax_id: TAX_ID })
    await openAgain(await by(n + 2), company, n === 0)
  }
  const asking = (await listAsking(ctx)).find(({ phone }) => phone)
  const former = reachable.findLast(({ account_type }) => account_type === 'individual')
  if (asking) await askAgain(await by(0), asking)
  if (former) await comeBack(await by(0), former)
  return Number(asking !== undefined) + Number(former !== undefined)
}

const daysAgo = ({ now }: Ctx, count: number) => new Date(Math.floor(now.getTime() - days(count / 2)))

/** For each way of spelling the first one whom it fits, nobody twice; and others, till they are enough. */
function spelledTwice(all: readonly Buyer[]): [Buyer, Spelling][] {
  const found = new Map<Buyer, Spelling>()
  for (const spelling of [...SPELLINGS, ...Array.from({ length: PEOPLE }, () => inCapitals)]) {
    const who = all.find((one) => !found.has(one) && spelling(one))
    if (who && found.size < PEOPLE) found.set(who, spelling)
  }
  return [...found]
}

async function enterAgain(ctx: Ctx, who: Entered, { city, language }: Buyer, line: string) {
  const { first_name, last_name, email, phone, country } = who
  const twin = { first_name, last_name, email, phone, country, city, language, lead_source: 'phone' }
  const assigned_to = ctx.actor.id
  const made = await contacts.create(ctx, { ...twin, assigned_to, allow_duplicate: true } as never)
  await contactStory.addNote(ctx, made.id, { type: 'note', content: line })
}

/** The same company, by its number in another notation, or by its name and town. */
async function openAgain(ctx: Ctx, company: Buyer, taxed: boolean) {
  const { name, city, country, language, industry_id } = company
  await accounts.create(ctx, {
    account_type: 'business',
    name: taxed ? `${name} ${language === 'ar' ? 'ش.م.م' : 'SARL'}` : name.toUpperCase(),
    ...(taxed && { tax_id: TAX_ID.replace(/\d{3}(?=\d)/g, '$& ') }),
    city,
    country,
    language,
    industry_id,
    assigned_to: ctx.actor.id,
    allow_duplicate: true,
  } as never)
}

/** The same enquiry, once more by WhatsApp. */
function askAgain(ctx: Ctx, lead: Asking) {
  const again = (withoutAccents(lead) ?? inCapitals(lead))!
  const { title, city, language } = lead
  return createLead(ctx, { ...again, title, city, language, lead_source: 'whatsapp' } as never)
}

/** A customer of ours who calls as if it were the first time. */
function comeBack(ctx: Ctx, { first_name, last_name, email, phone, country, city, language }: Buyer): Promise<Lead> {
  const who = { first_name, last_name, email, phone, country, city, language }
  const trip = NEXT_TRIPS[speechOf({ language })]
  return createLead(ctx, { ...who, ...trip, lead_source: 'phone', tags: ['client fidèle'] } as never)
}
