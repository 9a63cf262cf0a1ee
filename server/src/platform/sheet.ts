import type { FieldKind } from '@rihla/contracts/fields.ts'

/** What stands in a cell of a sheet. */
export type Cell = string | number | boolean | null

/** A table as it is written, in whichever format: its rows come while it is read. */
export interface Sheet {
  name: string
  columns: readonly string[]
  batches: AsyncIterable<readonly (readonly Cell[])[]>
}

/** A value as people write it into a table, and as a create takes it back. */
export function cellOf(kind: FieldKind, value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (kind === 'list') return listCell(value as string[])
  return typeof value === 'object' ? JSON.stringify(value) : (value as Cell)
}

/** Texts with `; ` between them; as JSON where one of them would be taken for several, or for JSON. */
const listCell = (texts: readonly string[]) =>
  texts.some((text) => text.includes(';')) || texts[0]?.startsWith('[') ? JSON.stringify(texts) : texts.join('; ')
