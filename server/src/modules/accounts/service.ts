import { dropActivities } from '#modules/activities/service.ts'
import { contacts } from '#modules/contacts/service.ts'
import { nameKey, refuseDuplicates } from '#modules/duplicates/service.ts'
import { industryNamed, judgeIndustry } from '#modules/industries/service.ts'
import { type Ctx, newId, type Row } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { records } from '#platform/records.ts'
import { phoneColumns, searchText } from '#platform/search.ts'
import { loyaltyColumns } from './loyalty.ts'
import { nameColumns } from './person.ts'
import { accountQueries, dropPrimary, namesakeOf } from './queries/accounts.ts'

type Input = Record<string, unknown>

export const accounts = records(accountQueries, {
  parent: 'parent_id',
  beforeErase: async (ctx, id) => {
    const person = await dropPrimary(ctx, id)
    if (person) await contacts.erase(ctx, person)
    await dropActivities(ctx, 'account_id', id)
  },
  derive: (row) => {
    const { name, first_name, last_name, email, phone, mobile, country } = row as Record<string, string | null>
    const search = searchText([name, first_name, last_name, email], [phone, mobile], country)
    return { ...phoneColumns(row), name_key: nameKey('account', row), search }
  },
  refuse: refuseDuplicates('account'),
  merge: (keep) => ({ keep: ownNames(keep), merged: { primary_contact_id: null } }),
  judge: async (ctx, next, before, input) => {
    const names = nameColumns(next, before, input)
    const industry = await industryColumns(ctx, before, input)
    const loyalty = await loyaltyColumns(ctx, next, before, input)
    return { ...names, ...industry, ...loyalty, ...(await personColumns(ctx, { ...next, ...names }, before, input)) }
  },
})

/** Who an account is stays who it was: a company does not get a person's name, nor another one's person. */
const ownNames = ({ first_name, last_name, primary_contact_id }: Row) => ({ first_name, last_name, primary_contact_id })

/** `industry`, in words, becomes industry_id; one that is pointed to is in use, and not being archived. */
async function industryColumns(ctx: Ctx, before: Row | undefined, { industry, industry_id }: Input) {
  if (industry === undefined) {
    if (typeof industry_id === 'string' && industry_id !== before?.industry_id) await judgeIndustry(ctx, industry_id)
    return {}
  }
  const named = industry ? await industryNamed(ctx, industry as string) : null
  if (industry_id !== undefined && industry_id !== named) throw invalid('industry', 'contradiction')
  if (named && named !== before?.industry_id) await judgeIndustry(ctx, named)
  return { industry_id: named }
}

/**
 * The contact that a person's account is, by its id: that contact is made when the account is written (`events.ts`).
 * `primary_contact` of the input is one that is there already.
 */
async function personColumns(ctx: Ctx, next: Row, before: Row | undefined, { primary_contact }: Input) {
  if (next.account_type !== 'individual') return before?.primary_contact_id ? { primary_contact_id: null } : {}
  if (next.primary_contact_id) return {}
  const known = primary_contact as { id: string } | undefined
  const namesake = before && (await namesakeOf(ctx, before.id, next.first_name, next.last_name))
  return { primary_contact_id: known?.id ?? namesake ?? newId() }
}
