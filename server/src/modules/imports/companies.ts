import type { Ctx, Row } from '#platform/context.ts'
import { can } from '#platform/access.ts'
import { accounts } from '#modules/accounts/service.ts'
import { nameKey } from '#modules/duplicates/service.ts'
import { accountsNamed } from './queries/matching.ts'
import type { Reader, ReadRow } from './rows.ts'

type Named = Pick<ReadRow, 'account_name' | 'account_id'>

/** The accounts that contacts name. */
export interface Companies {
  /** The account that a row names, which may be among the new ones. */
  idOf(row: Named): string | undefined
  /** Accounts that a run makes. */
  drafts: readonly Row[]
}

const keyOf = (name: string) => nameKey('account', { name })

/** Finds the accounts that the rows name; those that are not there are drafted, where the rules and the caller's role say so. */
export async function companiesOf(ctx: Ctx, { rules }: Reader, rows: readonly ReadRow[]): Promise<Companies> {
  const named = rows.filter(({ account_name, input }) => account_name !== null && input.account_id === undefined)
  if (named.length === 0 || rules.accounts === 'ignore') return { idOf: () => undefined, drafts: [] }
  const known = await accountsNamed(ctx, [...new Set(named.map(({ account_name }) => keyOf(account_name!)))])
  const made = new Map<string, string>()
  const drafts: Row[] = []
  if (rules.accounts === 'create' && can(ctx, 'accounts:create')) {
    for (const row of named) {
      const name = row.account_name!
      if (known.has(keyOf(name)) || made.has(newKey(row)) || name.length > 255) continue
      // Where the file comes from it has an id: its other files know it by that.
      const own = row.account_id === null ? {} : { id: row.account_id }
      const draft = await accounts.draft(ctx, { ...own, name, account_type: 'business' } as never, OWN_ID)
      drafts.push(draft)
      made.set(newKey(row), draft.id)
    }
  }
  return { idOf: (row) => known.get(keyOf(row.account_name!)) ?? made.get(newKey(row)), drafts }
}

/** Two of one name are two where the file tells them apart. */
const newKey = ({ account_name, account_id }: Named) => account_id ?? keyOf(account_name!)

const OWN_ID = new Set(['id'])
