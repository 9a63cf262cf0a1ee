import type { Ctx, Row } from '#platform/context.ts'
import { can } from '#platform/access.ts'
import { accounts } from '#modules/accounts/service.ts'
import { nameKey } from '#modules/duplicates/service.ts'
import { accountsNamed } from './queries/matching.ts'
import type { Reader, ReadRow } from './rows.ts'

/** The accounts that contacts name. */
export interface Companies {
  /** Of the account of this name, which may be among the new ones. */
  idOf(name: string): string | undefined
  /** Accounts that a run makes. */
  drafts: readonly Row[]
}

const keyOf = (name: string) => nameKey('account', { name })

/** Finds the accounts that the rows name; those that are not there are drafted, where the rules and the caller's role say so. */
export async function companiesOf(ctx: Ctx, { rules }: Reader, rows: readonly ReadRow[]): Promise<Companies> {
  const names = new Map<string, string>()
  for (const { account_name } of rows)
    if (account_name !== null && !names.has(keyOf(account_name))) names.set(keyOf(account_name), account_name)
  if (names.size === 0 || rules.accounts === 'ignore') return { idOf: () => undefined, drafts: [] }
  const ids = await accountsNamed(ctx, [...names.keys()])
  const drafts: Row[] = []
  if (rules.accounts === 'create' && can(ctx, 'accounts:create'))
    for (const [key, name] of names) {
      if (ids.has(key) || name.length > 255) continue
      const draft = await accounts.draft(ctx, { name, account_type: 'business' } as never)
      drafts.push(draft)
      ids.set(key, draft.id)
    }
  return { idOf: (name) => ids.get(keyOf(name)), drafts }
}
