import type { Ctx, Event, Reaction } from '#platform/context.ts'
import { contacts } from '#modules/contacts/service.ts'
import { Problem } from '#platform/errors.ts'
import { reaction } from '#platform/events.ts'
import { accountValues, contactValues, differing } from './person.ts'
import { accountQueries, accountsOf, holdAccountOf, touchInteractions } from './queries/accounts.ts'
import { refreshFigures, salesOf } from './queries/figures.ts'
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
  const changed = differing(contact, { ...(named ? Object.fromEntries(missing) : values), ...backWith(event) })
  if (Object.keys(changed).length) await contacts.write(ctx, contact, changed)
}

/** A person comes back with their account, also one who went into another when the accounts were merged. */
const backWith = ({ type }: Event) => (type === 'account.restored' ? { archived_at: null, merged_into_id: null } : {})

const moves = ({ type, changes }: Event) => type === 'contact.updated' && 'account_id' in changes
/** Whether a change of a contact is one of the account whose person that contact may be. */
const concernsAccount = (event: Event) =>
  !event.undoes && (moves(event) || Object.keys(accountValues(after(event), {})).length > 0)

/** And what changed in that contact changes in the account. */
async function stepAccount(ctx: Ctx, event: Event) {
  if (!concernsAccount(event)) return
  const said = withTimes(after(event))
  const account = await holdAccountOf(ctx, event.record_id)
  if (!account) return
  // One's person does not become another's: the accounts are merged, and their persons with them.
  if (said.merged_into_id) throw new Problem(409, 'contact.is_account', { body: { account_id: account.id } })
  if (moves(event) && said.account_id !== account.id)
    throw new Problem(422, 'validation_failed', {
      errors: [{ field: 'account_id', code: 'is_account', message: 'is_account' }],
    })
  const changed = differing(account, accountValues(said, account))
  if (Object.keys(changed).length) await accounts.write(ctx, account, changed)
}

/** Of many contacts few are the person of an account. */
async function stepAccounts(ctx: Ctx, events: readonly Event[]) {
  const concerning = events.filter(concernsAccount)
  const persons = await accountsOf(
    ctx,
    concerning.map(({ record_id }) => record_id),
  )
  for (const event of concerning) if (persons.has(event.record_id)) await stepAccount(ctx, event)
}

/** The person of an account does not go without it. */
async function keepPerson(ctx: Ctx, { record_id }: Event) {
  const account = await holdAccountOf(ctx, record_id)
  if (account) throw new Problem(409, 'contact.is_account', { body: { account_id: account.id } })
}

/** Fields of a sale by which an account has bought more or less. */
const OF_MONEY = ['account_id', 'amount', 'currency', 'status', 'archived_at', 'actual_close_date']

/** What was won, or is no longer, is counted where it was bought; undo counts too. */
async function countSales(ctx: Ctx, events: readonly Event[]) {
  const gone = events.filter(isGone).map(({ record_id }) => record_id)
  const counted = events.filter((event) => isGone(event) || OF_MONEY.some((name) => name in event.changes))
  if (counted.length === 0) return
  const sales = await salesOf(
    ctx,
    counted.map(({ record_id }) => record_id),
  )
  const ids = counted.flatMap(({ record_id, changes }) => {
    const sale = sales.get(record_id)
    if (sale?.status !== 'won' && changes.status?.[0] !== 'won') return []
    return [sale?.account_id, ...(changes.account_id ?? [])].filter((id) => typeof id === 'string')
  })
  if (ids.length) await refreshFigures(ctx, [...new Set(ids)], gone)
}

const isGone = ({ type }: Event) => type.endsWith('.deleted')

/** In another currency, or by other terms, other sales count; what is not locked any more follows the rules. */
const OF_TERMS = ['currency', 'payment_terms_days', 'loyalty_locked', 'loyalty_status']
async function countTerms(ctx: Ctx, events: readonly Event[]) {
  const due = events.filter(({ changes }) => OF_TERMS.some((name) => name in changes))
  if (due.length)
    await refreshFigures(
      ctx,
      due.map(({ record_id }) => record_id),
    )
}

/** Being in touch moves last_interaction_at, also where an activity comes to hang on it later; a note to oneself does not. */
async function touch(ctx: Ctx, events: readonly Event[]) {
  const linked = events.map(({ record_id, changes }) => ({
    activity_id: record_id,
    account_id: (changes.account_id?.[1] ?? null) as string | null,
    contact_id: (changes.contact_id?.[1] ?? null) as string | null,
  }))
  const told = linked.filter(({ account_id, contact_id }) => account_id ?? contact_id)
  if (told.length) await touchInteractions(ctx, told)
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
    { to: `contact.${what}`, react: stepAccount, together: stepAccounts },
  ]),
  { to: 'contact.deleted', react: keepPerson },
  ...SALES.map((what) => reaction(`opportunity.${what}`, countSales)),
  ...['updated', 'restored', 'merged'].map((what) => reaction(`account.${what}`, countTerms)),
  reaction('activity.created', touch),
  reaction('activity.updated', touch),
]
