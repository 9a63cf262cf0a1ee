import { type Arrangement, isPart, type LayoutKind } from '@rihla/contracts/layoutShape.ts'

/** A section of the page while it is arranged; the last one is what is set aside. */
export interface Block {
  id: string
  name: string | null
  fields: readonly string[]
}
export type Blocks = readonly Block[]
export const ASIDE = 'aside'

export const blocksOf = ({ sections, aside }: Arrangement): Blocks => [
  ...sections,
  { id: ASIDE, name: null, fields: aside },
]
export const arrangementOf = (blocks: Blocks): Arrangement => ({
  sections: blocks.slice(0, -1),
  aside: blocks.at(-1)!.fields,
})

/** Puts a field into a section, before the one that stands at `at` once it has been taken out. */
export function placeField(blocks: Blocks, field: string, id: string, at: number): Blocks {
  const without = blocks.map((one) => ({ ...one, fields: one.fields.filter((name) => name !== field) }))
  return without.map((one) => (one.id === id ? { ...one, fields: one.fields.toSpliced(at, 0, field) } : one))
}

/** A step up or down; from the edge of a section into the next one that holds fields. */
export function stepField(kind: LayoutKind, blocks: Blocks, field: string, step: 1 | -1): Blocks {
  const from = blocks.findIndex(({ fields }) => fields.includes(field))
  const { id, fields } = blocks[from]!
  const at = fields.indexOf(field) + step
  if (at >= 0 && at < fields.length) return placeField(blocks, field, id, at)
  const beyond = step === 1 ? blocks.slice(from + 1) : blocks.slice(0, from).toReversed()
  const next = beyond.find((one) => !isPart(kind, one.id))
  return next ? placeField(blocks, field, next.id, step === 1 ? 0 : next.fields.length) : blocks
}

/** Puts a section before the one that stands at `at` once it has been taken out; what is set aside stays last. */
export function placeBlock(blocks: Blocks, id: string, at: number): Blocks {
  const moved = blocks.find((one) => one.id === id)!
  const rest = blocks.filter((one) => one.id !== id)
  return id === ASIDE ? blocks : rest.toSpliced(Math.max(0, Math.min(at, rest.length - 1)), 0, moved)
}

export const stepBlock = (blocks: Blocks, id: string, step: 1 | -1): Blocks =>
  placeBlock(blocks, id, blocks.findIndex((one) => one.id === id) + step)

/** A new section comes last, before what is set aside. */
export const addBlock = (blocks: Blocks, block: Block): Blocks => blocks.toSpliced(-1, 0, block)

/** Where the fields of a section go that is removed: to the one before it, else to the one after. */
function heirOf(kind: LayoutKind, blocks: Blocks, id: string): Block | undefined {
  const at = blocks.findIndex((one) => one.id === id)
  const open = (one: Block) => one.id !== ASIDE && !isPart(kind, one.id)
  return blocks.slice(0, at).findLast(open) ?? blocks.slice(at + 1).find(open)
}

export const canRemove = (kind: LayoutKind, blocks: Blocks, id: string): boolean =>
  id !== ASIDE && !isPart(kind, id) && heirOf(kind, blocks, id) !== undefined

export function removeBlock(kind: LayoutKind, blocks: Blocks, id: string): Blocks {
  const heir = heirOf(kind, blocks, id)
  const { fields } = blocks.find((one) => one.id === id)!
  return blocks
    .filter((one) => one.id !== id)
    .map((one) => (one.id === heir?.id ? { ...one, fields: [...one.fields, ...fields] } : one))
}

export const fieldRow = (name: string) => `field:${name}`
export const blockRow = (id: string) => `section:${id}`

/** What a row stands for. */
export function rowOf(blocks: Blocks, row: string): { block: Block; field?: string } | undefined {
  const name = row.slice(row.indexOf(':') + 1)
  const block = blocks.find(({ id, fields }) => (row.startsWith('field:') ? fields.includes(name) : id === name))
  return block && (row.startsWith('field:') ? { block, field: name } : { block })
}

/** A row goes a step up or down. */
export function step(kind: LayoutKind, blocks: Blocks, row: string, by: 1 | -1): Blocks {
  const found = rowOf(blocks, row)
  if (!found) return blocks
  return found.field === undefined ? stepBlock(blocks, found.block.id, by) : stepField(kind, blocks, found.field, by)
}
