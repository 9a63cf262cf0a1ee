import type { Industry } from '@rihla/contracts/industries.ts'
import { can, demand } from '#platform/access.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import type { RecordType } from '#platform/recordType.ts'
import { invalid, Problem } from '#platform/errors.ts'
import { judgeParent, lockHierarchy } from '#platform/hierarchy.ts'
import { records } from '#platform/records.ts'
import { searchText } from '#platform/search.ts'
import {
  figuresOf,
  hangingOn,
  holdLive,
  industriesNamed,
  industryQueries,
  keyOf,
  listLeaves,
  usesOf,
} from './queries.ts'
import { statsOf, treeOf } from './tree.ts'

export const industries = records(industryQueries, {
  parent: 'parent_id',
  derive: (row) => {
    const { name, code, description } = row as Record<string, string | null>
    return { name_key: keyOf(name!), code_key: code && keyOf(code), search: searchText([name, code, description]) }
  },
  judge: async (ctx, next, before) => {
    const { parent_id } = next as unknown as Industry
    if (parent_id === null || parent_id === before?.parent_id) return {}
    // Before it is held: who moves parts of the tree holds them all, one after the other.
    await lockHierarchy(ctx, 'industries')
    if (!(await holdLive(ctx, parent_id))) throw invalid('parent_id', 'unknown_reference', 422)
    return {}
  },
})

export const industryType: RecordType = {
  ...industries.type,
  // An industry that came with something else stays when that is taken back, if others use it by now.
  write: async (ctx, before, values, note) => {
    if (ctx.undoing && values.archived_at && !before.archived_at) {
      const uses = await usesOf(ctx, before.id)
      if (uses.accounts + uses.industries > 0) return before
    }
    return industries.type.write(ctx, before, values, note)
  },
}

/** 422 where an account cannot be of this industry: there is none, or it is archived. */
export async function judgeIndustry(ctx: Ctx, id: string) {
  if (!(await holdLive(ctx, id))) throw invalid('industry_id', 'unknown_reference', 422)
}

/** The industry that a name or code means. One that is not there is made by who may; others are told to choose. */
export async function industryNamed(ctx: Ctx, text: string): Promise<string> {
  const known = await theOne(ctx, text)
  if (known) return known
  if (!can(ctx, 'industries:configure')) throw invalid('industry', 'unknown_industry', 422)
  // Two who name it for the first time at once make it once.
  await lockHierarchy(ctx, 'industries')
  return (await theOne(ctx, text)) ?? (await industries.create(ctx, { name: text })).id
}

async function theOne(ctx: Ctx, text: string): Promise<string | undefined> {
  const ids = await industriesNamed(ctx, text)
  if (ids.length > 1) throw invalid('industry', 'ambiguous_industry', 422)
  return ids[0]
}

/** Most accounts that one removal moves: more are moved in bulk before. */
const MOST_MOVED = 10_000

/**
 * Archives an industry, or removes it for good. What hangs on it goes to another one, where the caller names one; else
 * 409 says how much that is. One operation, undone as one.
 */
export const removeIndustry = (
  ctx: Ctx,
  id: string,
  { hard = false, move_to }: { hard?: boolean | undefined; move_to?: string | undefined },
  version?: number,
): Promise<void> =>
  transaction(ctx, async (ctx) => {
    if (hard) demand(ctx, 'industries:purge')
    await lockHierarchy(ctx, 'industries')
    const row = await industryQueries.lock(ctx, id, hard ? 'purge' : 'delete')
    await industries.expectVersion(ctx, row, version)
    if (move_to === undefined) {
      const uses = await usesOf(ctx, id)
      if (uses.accounts + uses.industries > 0)
        throw new Problem(409, 'industry.in_use', { params: { ...uses }, body: { ...uses } })
    } else await move(ctx, id, move_to)
    if (hard) await industries.erase(ctx, id)
    else await industries.archive(ctx, id)
  })

async function move(ctx: Ctx, id: string, to: string) {
  if (to === id || !(await holdLive(ctx, to))) throw invalid('move_to', 'unknown_reference', 422)
  const hanging = await hangingOn(ctx, id)
  // What is below goes to `to`, which therefore is not below itself.
  await judgeParent(ctx, { table: 'industries', column: 'parent_id', id, parent_id: to, field: 'move_to' })
  if (hanging.accounts.length > MOST_MOVED) throw invalid('move_to', 'too_many', 422)
  for (const child of hanging.industries)
    await industries.write(ctx, await industryQueries.lock(ctx, child, 'update'), { parent_id: to })
  // Accounts know industries, not the other way round: they are moved as whatever kind of record they are.
  const accounts = ctx.platform.records.get('account')!
  for (const account of hanging.accounts)
    await accounts.write(ctx, await accounts.lock(ctx, account, 'update'), { industry_id: to })
}

export async function industryTree(ctx: Ctx, { is_active }: { is_active?: boolean | undefined }) {
  const [leaves, figures] = await Promise.all([listLeaves(ctx), figuresOf(ctx)])
  return {
    items: treeOf(is_active === undefined ? leaves : leaves.filter((one) => one.is_active === is_active), figures),
  }
}

export async function industryStats(ctx: Ctx) {
  const [leaves, figures] = await Promise.all([listLeaves(ctx), figuresOf(ctx)])
  return statsOf(leaves, figures, ctx.tenant.base_currency)
}
