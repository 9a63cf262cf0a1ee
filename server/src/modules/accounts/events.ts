import type { Ctx, Event, Reaction } from '#platform/context.ts'
import { contacts } from '#modules/contacts/service.ts'
import { Problem } from '#platform/errors.ts'
import { accountValues, contactValues, differing } from './person.ts'
import { accountQueries, holdAccountOf, interactionAt, touchInteraction } from './queries/accounts.ts'
import { refreshFigures, saleOf } from './queries/figures.ts'
import { accounts } from './service.ts'

const CHANGED = ['updated', 'assigned', 'archived', 'restored', 'merged'] as const

/** New values of a change. */
const after = ({ changes }: Event) =>
  Object.fromEntries(Object.entries(changes).map(([name, [, value]]) => [name, value])) as Record<string, any>
/** The log keeps times as text. */
const withTimes = (values: Record<string, any>) =>
  typeof values.archived_at === 'string' ? { ...values, archived_at: new Date(values.archived_at) } : values

/** What changed in a person's account changes in the contact that this person is; the first time, that is made. */
async function stepContact(ctx: Ctx, event: Event) {
  // An undo takes back both changes, each by its own event.
  if (event.undoes) return
  const values = contactValues(withTimes(after(event)))
  const named = event.changes.primary_contact_id?.[1]
  // A new company has no such contact.
  if (event.type === 'account.created' && !named) return
  if (!named && Object.keys(values).length === 0) return
  const account = await accountQueries.hold(ctx, event.record_id)
  if (account?.account_type !== 'individual' || !account.primary_contact_id) return
  const id = account.primary_contact_id as string
  const contact = await contacts.queries.hold(ctx, id)
  const whole = { ...contactValues(account), account_id: account.id }
  if (!contact) {
    const { archived_at: _, ...made } = whole as Record<string, unknown>
    // Whether there is such a person already was asked of the account.
    await contacts.create(ctx, { ...made, id, allow_duplicate: true } as never)
    return
  }
  // Who was there already keeps what is known of them, and gets what is missing.
  const missing = Object.entries(whole).filter(([name, value]) => name === 'account_id' || (value && !contact[name]))
  const changed = differing(contact, named ? Object.fromEntries(missing) : values)
  if (Object.keys(changed).length) await contacts.write(ctx, contact, changed)
}

/** And what changed in that contact changes in the account. */
async function stepAccount(ctx: Ctx, event: Event) {
  if (event.undoes) return
  const said = withTimes(after(event))
  const moves = event.type === 'contact.updated' && 'account_id' in said
  if (!moves && Object.keys(accountValues(said, {})).length === 0) return
  const account = await holdAccountOf(ctx, event.record_id)
  if (!account) return
  // One's person does not become another's: the accounts are merged, and their persons with them.
  if (said.merged_into_id) throw new Problem(409, 'contact.is_account', { body: { account_id: account.id } })
  if (moves && said.account_id !== account.id)
    throw new Problem(422, 'validation_failed', {
      errors: [{ field: 'account_id', code: 'is_account', message: 'is_account' }],
    })
  const changed = differing(account, accountValues(said, account))
  if (Object.keys(changed).length) await accounts.write(ctx, account, changed)
}

/** The person of an account does not go without it. */
async function keepPerson(ctx: Ctx, { record_id }: Event) {
  const account = await holdAccountOf(ctx, record_id)
  if (account) throw new Problem(409, 'contact.is_account', { body: { account_id: account.id } })
}

/** Fields of a sale by which an account has bought more or less. */
const OF_MONEY = ['account_id', 'amount', 'currency', 'status', 'archived_at', 'actual_close_date']

/** What was won, or is no longer, is counted where it was bought; undo counts too. */
async function countSale(ctx: Ctx, { type, record_id, changes }: Event) {
  const gone = type.endsWith('.deleted')
  if (!gone && !OF_MONEY.some((name) => name in changes)) return
  const sale = await saleOf(ctx, record_id)
  if (sale?.status !== 'won' && changes.status?.[0] !== 'won') return
  const ids = [sale?.account_id, ...(changes.account_id ?? [])].filter((id) => typeof id === 'string')
  if (ids.length) await refreshFigures(ctx, [...new Set(ids)], gone ? record_id : null)
}

/** In another currency, or by other terms, other sales count. */
async function countTerms(ctx: Ctx, { record_id, changes }: Event) {
  if (changes.currency || changes.payment_terms_days) await refreshFigures(ctx, [record_id])
}

/** Being in touch moves last_interaction_at, also where an activity comes to hang on it later; a note to oneself does not. */
async function touch(ctx: Ctx, { record_id, changes }: Event) {
  const [account_id, contact_id] = [changes.account_id?.[1] ?? null, changes.contact_id?.[1] ?? null]
  const at = (account_id || contact_id) && (await interactionAt(ctx, record_id))
  if (at) await touchInteraction(ctx, { account_id, contact_id }, at < ctx.now ? at : ctx.now)
}

const SALES = [
  'created',
  'updated',
  'stage_changed',
  'won',
  'lost',
  'reopened',
  'archived',
  'restored',
  'merged',
  'deleted',
]

export const accountReactions: Reaction[] = [
  { to: 'account.created', react: stepContact },
  ...CHANGED.flatMap((what) => [
    { to: `account.${what}`, react: stepContact },
    { to: `contact.${what}`, react: stepAccount },
  ]),
  { to: 'contact.deleted', react: keepPerson },
  ...SALES.map((what) => ({ to: `opportunity.${what}`, react: countSale })),
  { to: 'account.updated', react: countTerms },
  { to: 'activity.created', react: touch },
  { to: 'activity.updated', react: touch },
]
