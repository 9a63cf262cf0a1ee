import type { Column } from './board.ts'

type Cards = readonly Pick<Column, 'key' | 'items'>[]

/** Each card with the column it stands in. */
export const columnsOfCards = (columns: Cards): ReadonlyMap<string, string> =>
  new Map(columns.flatMap(({ key, items }) => items.map(({ id }) => [id, key] as const)))

/** The cards that stood in another column before; one that came or went moved nowhere. */
export const movedCards = (before: ReadonlyMap<string, string>, columns: Cards): string[] =>
  columns.flatMap(({ key, items }) => items.flatMap(({ id }) => ((before.get(id) ?? key) === key ? [] : [id])))
