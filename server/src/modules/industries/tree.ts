import type { IndustryFigures, IndustryNode, IndustryStats } from '@rihla/contracts/industries.ts'

/** An industry as the tree is made of them. */
export interface Leaf {
  id: string
  name: string
  code: string | null
  parent_id: string | null
  is_active: boolean
}
export type Figures = IndustryFigures

const NONE: Figures = { accounts: 0, active_accounts: 0, lifetime_value: 0, open_opportunities: 0, open_amount: 0 }
const NAMES = Object.keys(NONE) as (keyof Figures)[]

/** Sums of cents, which floating point would lose. */
const cents = (value: number) => Math.round(value * 100) / 100
const add = (...all: readonly Figures[]): Figures =>
  Object.fromEntries(
    NAMES.map((name) => [name, cents(all.reduce((sum, one) => sum + one[name], 0))]),
  ) as unknown as Figures

interface Branch {
  leaf: Leaf
  depth: number
  own: Figures
  total: Figures
  below: Branch[]
}

/** The trees of what has nobody above it here, each level in the order of `leaves`. Goes as deep as they do. */
function grow(leaves: readonly Leaf[], figures: ReadonlyMap<string | null, Figures>): Branch[] {
  const branches = new Map<string, Branch>()
  for (const leaf of leaves)
    branches.set(leaf.id, { leaf, depth: 0, own: figures.get(leaf.id) ?? NONE, total: NONE, below: [] })
  const roots: Branch[] = []
  for (const branch of branches.values()) {
    const above = branch.leaf.parent_id === null ? undefined : branches.get(branch.leaf.parent_id)
    ;(above?.below ?? roots).push(branch)
  }
  // Without recursion: a tree of any depth is no deeper than this list is long.
  const downwards = [...roots]
  for (const branch of downwards)
    for (const child of branch.below) {
      child.depth = branch.depth + 1
      downwards.push(child)
    }
  for (const branch of downwards.toReversed()) branch.total = add(branch.own, ...branch.below.map(({ total }) => total))
  return roots
}

/** The whole tree, with how many accounts each industry has. */
export function treeOf(leaves: readonly Leaf[], figures: ReadonlyMap<string | null, Figures>): IndustryNode[] {
  const nodes = new Map<Branch, IndustryNode>()
  const roots = grow(leaves, figures)
  for (const branch of inOrder(roots).toReversed())
    nodes.set(branch, {
      ...branch.leaf,
      accounts: branch.own.accounts,
      total_accounts: branch.total.accounts,
      children: branch.below.map((child) => nodes.get(child)!),
    })
  return roots.map((root) => nodes.get(root)!)
}

/** Each before those below it. */
function inOrder(roots: readonly Branch[]): Branch[] {
  const found: Branch[] = []
  const waiting = roots.toReversed()
  for (let branch = waiting.pop(); branch; branch = waiting.pop()) {
    found.push(branch)
    waiting.push(...branch.below.toReversed())
  }
  return found
}

/** Figures of every industry; accounts of one that is archived count as of none. */
export function statsOf(
  leaves: readonly Leaf[],
  figures: ReadonlyMap<string | null, Figures>,
  currency: string,
): IndustryStats {
  const known = new Set(leaves.map(({ id }) => id))
  const unclassified = add(...[...figures].filter(([id]) => id === null || !known.has(id)).map(([, one]) => one))
  return {
    currency,
    total_industries: leaves.length,
    active_industries: leaves.filter(({ is_active }) => is_active).length,
    items: inOrder(grow(leaves, figures)).map(({ leaf: { id, name, code, parent_id }, depth, own, total }) => ({
      id,
      name,
      code,
      parent_id,
      depth,
      own,
      total,
    })),
    unclassified,
    total: add(...figures.values()),
  }
}
