import { isPart, type LayoutKind } from '@rihla/contracts/layoutShape.ts'
import { ASIDE, type Block, blockRow, type Blocks, fieldRow, placeBlock, placeField, rowOf } from './moves.ts'

/** Where something dragged comes to stand: before or after a row. */
export interface Landing {
  row: string
  edge: 'before' | 'after'
}

const lastRow = ({ id, fields }: Block) => (fields.length ? fieldRow(fields.at(-1)!) : blockRow(id))

/**
 * Where `what` goes when it is let go over the upper or the lower half of a row; null where it cannot, or stands already.
 * A section goes before or after a whole section, by which half of it that is. A field goes before or after a field, and
 * below a heading or above it, into the section before.
 */
export function landing(kind: LayoutKind, blocks: Blocks, what: string, over: string, lower: boolean): Landing | null {
  const target = rowOf(blocks, over)
  const moved = rowOf(blocks, what)
  if (!target || !moved || what === over) return null
  return moved.field === undefined
    ? sectionLanding(blocks, moved.block, target, lower)
    : fieldLanding(kind, blocks, moved.field, target, lower)
}

type Target = NonNullable<ReturnType<typeof rowOf>>

function sectionLanding(blocks: Blocks, moved: Block, { block, field }: Target, lower: boolean): Landing | null {
  if (moved.id === ASIDE || block.id === ASIDE || block === moved) return null
  const middle = (field === undefined ? 0 : block.fields.indexOf(field) + 1) + (lower ? 0.75 : 0.25)
  const after = middle > (block.fields.length + 1) / 2
  if (blocks.indexOf(moved) - blocks.indexOf(block) === (after ? 1 : -1)) return null
  return after ? { row: lastRow(block), edge: 'after' } : { row: blockRow(block.id), edge: 'before' }
}

function fieldLanding(
  kind: LayoutKind,
  blocks: Blocks,
  moved: string,
  { block, field }: Target,
  lower: boolean,
): Landing | null {
  const edge = lower ? 'after' : 'before'
  if (field !== undefined) {
    const [from, to] = [block.fields.indexOf(moved), block.fields.indexOf(field)]
    return from !== -1 && from - to === (lower ? 1 : -1) ? null : { row: fieldRow(field), edge }
  }
  // What is set aside begins far below the last section.
  if (lower || block.id === ASIDE)
    return isPart(kind, block.id) || block.fields[0] === moved ? null : { row: blockRow(block.id), edge: 'after' }
  const before = blocks[blocks.indexOf(block) - 1]
  if (!before || isPart(kind, before.id) || before.fields.at(-1) === moved) return null
  return { row: lastRow(before), edge: 'after' }
}

/** What is dragged comes to stand where the line was. */
export function drop(blocks: Blocks, what: string, { row, edge }: Landing): Blocks {
  const target = rowOf(blocks, row)
  const moved = rowOf(blocks, what)
  if (!target || !moved) return blocks
  const after = edge === 'after' ? 1 : 0
  if (moved.field === undefined) {
    const rest = blocks.filter((one) => one !== moved.block)
    return placeBlock(blocks, moved.block.id, rest.indexOf(target.block) + after)
  }
  const rest = target.block.fields.filter((name) => name !== moved.field)
  const at = target.field === undefined ? 0 : rest.indexOf(target.field) + after
  return placeField(blocks, moved.field, target.block.id, at)
}
