import type { AccountFigures, AccountHierarchy, AccountNode } from '@rihla/contracts/accounts.ts'
import type { Ctx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { hangingOn, type Place, placesAbove, placesBelow } from './queries/tree.ts'

const NONE = { contacts: 0, open_opportunities: 0, open_amount: 0, won_amount: 0 }
const NAMES = ['accounts', ...Object.keys(NONE)] as (keyof AccountFigures)[]

/** Sums of cents, which floating point would lose. */
const cents = (value: number) => Math.round(value * 100) / 100
const add = (...all: readonly AccountFigures[]): AccountFigures =>
  Object.fromEntries(
    NAMES.map((name) => [name, cents(all.reduce((sum, one) => sum + one[name], 0))]),
  ) as unknown as AccountFigures

/** Levels below the account that are shown when nobody says. */
const DEPTH = 5

/**
 * The place of an account: what is above it, and the tree below. Figures roll up from however deep; what the caller may
 * not read has no name, and counts for nothing itself.
 */
export async function accountHierarchy(ctx: Ctx, id: string, depth = DEPTH): Promise<AccountHierarchy> {
  const [above, below] = await Promise.all([placesAbove(ctx, id), placesBelow(ctx, id)])
  if (!below[0]?.readable) throw notFound('account')
  const figures = await hangingOn(
    ctx,
    below.map((place) => place.id),
  )
  return {
    currency: ctx.tenant.base_currency,
    ancestors: above.map(({ readable, ...place }) => (readable ? { id: place.id, name: place.name } : null)),
    account: treeOf(below, figures, depth),
  }
}

/** `places` come each after what it is under, the root first. */
export function treeOf(
  places: readonly Place[],
  figures: ReadonlyMap<string, Omit<AccountFigures, 'accounts'>>,
  depth: number,
): AccountNode {
  const nodes = new Map<string, AccountNode>()
  for (const { id, name, account_type, readable } of places) {
    const own = { ...NONE, ...figures.get(id), accounts: Number(readable) }
    const who = readable ? { id, name, account_type } : { id: null, name: null, account_type: null }
    nodes.set(id, { ...who, own, total: own, more: 0, children: [] })
  }
  for (const place of places.toReversed()) {
    const node = nodes.get(place.id)!
    // Children were met before, in the order opposite to theirs.
    node.children.reverse()
    node.total = add(node.own, ...node.children.map(({ total }) => total))
    // Where nothing can be read of a whole branch, it is not told that it is there.
    const hidden = !place.readable && NAMES.every((name) => node.total[name] === 0)
    if (place.depth > 0 && !hidden) nodes.get(place.parent_id!)!.children.push(node)
    if (place.depth >= depth) Object.assign(node, { more: node.children.length, children: [] })
  }
  return nodes.get(places[0]!.id)!
}
