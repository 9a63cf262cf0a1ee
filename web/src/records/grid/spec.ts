import type { Field } from '@rihla/contracts/fields.ts'
import type { Operation } from '@rihla/contracts/operation.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import type { ComponentType } from 'react'
import type { MessageId } from '#lib/i18n.ts'
import type { AnyRecord } from '../cache.ts'
import type { PastOf } from '../conflict-author.tsx'
import type { ListSource } from '../list.ts'
import type { ColumnChoice } from './columns.ts'
import type { Widths } from './layout.ts'

/** A record of whatever sort, read by the names of its fields. */
export type GridRecord = AnyRecord & Readonly<Record<string, unknown>>

export interface CellProps<R> {
  record: R
  locked: boolean
  /** Where it stands in the list, from 0. */
  place: number
}

/** What a list says about its records; their fields say the rest. */
export interface GridSpec<R extends AnyRecord> {
  resource: Resource<any>
  source: ListSource
  update: Operation<any, any, any, any>
  bulk: Operation<any, any, any, any>
  /** What tells who was faster, when somebody else was. */
  past: PastOf
  usual: readonly ColumnChoice[]
  widths: Widths
  /** Cells that say more than the value of their field. What is pressed in them carries `data-act`. */
  cells: Readonly<Record<string, ComponentType<CellProps<R>>>>
  /** Names for heads of columns, where the field's own is long. */
  heads: Readonly<Record<string, MessageId>>
  /** Fields whose first press sorts downwards: highest, newest. */
  downwards: ReadonlySet<string>
  /** The amount that the heads of groups add up. */
  sum?: string
  nameOf: (record: R) => string
}

/** What a key or a press in a cell asks for: which action, of which record, beside what. */
export interface Act<R> {
  act: string
  record: R
  anchor: Element
}

/** The row that keys of the page act on. */
export interface GridHandle<R> {
  focused: () => { record: R; anchor: Element } | null
  focus: () => void
}

export const headLabel = (
  spec: Pick<GridSpec<any>, 'heads'>,
  field: string,
  label: string,
  t: (id: MessageId) => string,
) => (spec.heads[field] ? t(spec.heads[field]) : label)

/** Whether a field can be changed in its cell at all. */
export const isWritable = (field: Field | undefined): boolean =>
  field !== undefined && !field.read_only && field.kind !== 'json'
