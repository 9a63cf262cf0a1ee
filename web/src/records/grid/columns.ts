import type { Fields } from '@rihla/contracts/fields.ts'

/** A column as the address says it: which field, how wide when somebody sized it, whether it stays in sight. */
export interface ColumnChoice {
  field: string
  /** Pixels; absent: as wide as its kind asks for. */
  width?: number
  pinned?: boolean
}

export const NARROWEST = 56
export const WIDEST = 800

const bounded = (width: number) => Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)))

/** Fields that lists carry and people read; objects whose parts nobody declared, and other forms of a text (E.164), are for machines. */
export const listFields = (fields: Fields): string[] =>
  Object.entries(fields)
    .filter(
      ([name, field]) =>
        !field.single &&
        (field.kind !== 'json' || field.shape) &&
        name !== 'tenant_id' &&
        !(field.derived && field.kind === 'text'),
    )
    .map(([name]) => name)

/** Reads `full_name:260!,lead_score,lead_status`; what is no column of the list is left out and counted as wrong. */
export function readColumns(fields: Fields, text: string): { columns: ColumnChoice[]; wrong: boolean } {
  const known = new Set(listFields(fields))
  const columns: ColumnChoice[] = []
  let wrong = false
  for (const part of text.split(',')) {
    const [, field = '', width, pin] = /^\s*([\w.]+)(?::(\d{1,4}))?(!?)\s*$/.exec(part) ?? []
    if (!known.delete(field)) wrong = true
    else columns.push({ field, ...(width ? { width: bounded(Number(width)) } : {}), ...(pin ? { pinned: true } : {}) })
  }
  return { columns, wrong }
}

export const columnsText = (columns: readonly ColumnChoice[]): string =>
  columns.map(({ field, width, pinned }) => field + (width ? `:${width}` : '') + (pinned ? '!' : '')).join(',')

/** The columns a search shows; a list that says nothing shows its own. */
export function columnsOf(
  fields: Fields,
  search: Readonly<Record<string, string>>,
  usual: readonly ColumnChoice[],
): readonly ColumnChoice[] {
  const { columns } = readColumns(fields, search['cols'] ?? '')
  return columns.length ? columns : usual
}

/** Columns as the address says them: nothing, when they are the list's own. */
export const columnsSearch = (columns: readonly ColumnChoice[], usual: readonly ColumnChoice[]): string => {
  const text = columnsText(columns)
  return text === columnsText(usual) ? '' : text
}

/** Pinned columns stand before the others, whichever order they were pinned in. */
export const inSight = (columns: readonly ColumnChoice[]): ColumnChoice[] => [
  ...columns.filter((one) => one.pinned),
  ...columns.filter((one) => !one.pinned),
]

/** The columns with one of them shown at the end, or taken away; the last one stays. */
export function shown(columns: readonly ColumnChoice[], field: string, show: boolean): readonly ColumnChoice[] {
  const rest = columns.filter((one) => one.field !== field)
  if (!show) return rest.length ? rest : columns
  return rest.length === columns.length ? [...columns, { field }] : columns
}

/** The columns with one of them sized; no width gives it back its own. */
export const sized = (columns: readonly ColumnChoice[], field: string, width: number | null): ColumnChoice[] =>
  columns.map((one) => {
    if (one.field !== field) return one
    const { width: _, ...rest } = one
    return width === null ? rest : { ...rest, width: bounded(width) }
  })

export const pinned = (columns: readonly ColumnChoice[], field: string, pin: boolean): ColumnChoice[] =>
  inSight(
    columns.map((one) => {
      if (one.field !== field) return one
      const { pinned: _, ...rest } = one
      return pin ? { ...rest, pinned: true } : rest
    }),
  )

/** The columns with one of them at another place, among those pinned as it is. */
export function moved(columns: readonly ColumnChoice[], field: string, to: number): readonly ColumnChoice[] {
  const order = inSight(columns)
  const from = order.findIndex((one) => one.field === field)
  const one = order[from]
  if (!one) return columns
  const pins = order.filter((other) => other.pinned).length
  const [first, last] = one.pinned ? [0, pins - 1] : [pins, order.length - 1]
  const place = Math.min(last, Math.max(first, to))
  if (place === from) return columns
  order.splice(from, 1)
  order.splice(place, 0, one)
  return order
}

/** As many columns as a row has places for on a phone. */
export const IN_ROW = 4

/** The columns as a row on a phone shows them: its name first, which opens the record, also where wide screens hide it. */
export function nameFirst(columns: readonly ColumnChoice[], usual: readonly ColumnChoice[]): readonly ColumnChoice[] {
  const { field } = usual[0]!
  const name = columns.find((one) => one.field === field) ?? { field }
  return [name, ...columns.filter((one) => one.field !== field)]
}

/** Fields whose values fall into few groups. */
export const groupable = (fields: Fields): string[] =>
  Object.entries(fields)
    .filter(([, field]) => !field.single && (field.kind === 'enum' || field.kind === 'member'))
    .map(([name]) => name)
