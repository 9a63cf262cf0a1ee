import type { ComponentType } from 'react'
import type { MessageId } from '#lib/i18n.ts'
import type { ColumnChoice } from '../grid/columns.ts'
import type { Widths } from '../grid/layout.ts'
import type { Act, GridSpec } from '../grid/spec.ts'
import type { KindRecord, RecordKind } from '../kind.ts'
import type { ListSearch } from '../list-query.ts'

/** Fields under a heading, in the order people reach for them. */
export interface FieldGroup {
  label: MessageId
  fields: readonly string[]
}

export interface PeekProps {
  id: string
  previous: string | null
  next: string | null
  onGo: (id: string) => void
  onClose: () => void
}

export interface BulkBarProps {
  list: ListKind
  ids: string[]
  rows: readonly KindRecord[]
  total: number
  search: ListSearch
  allMatching: boolean
  onAllMatching: (all: boolean) => void
  onClear: () => void
  /** Shows these alone. */
  onShow: (ids: readonly string[]) => void
}

export interface RowActionProps extends Act<any> {
  onAct: (act: Act<any>) => void
  onDone: () => void
}

/** How the records of a sort stand in a list, besides what follows from their fields. */
export interface ListKind {
  kind: RecordKind
  columns: readonly ColumnChoice[]
  widths: Widths
  cells: GridSpec<any>['cells']
  heads: GridSpec<any>['heads']
  /** Fields whose first press sorts downwards: highest, newest. */
  downwards: ReadonlySet<string>
  /** The amount that the heads of groups add up. */
  sum?: string
  /** What people sort by most. */
  sorts: readonly string[]
  /** What people filter by, what they need most before the rest. */
  groups: readonly FieldGroup[]
  /** Lists that answer a question in one press. Their searches are ordinary addresses. */
  views: readonly { id: string; name: MessageId; query: Readonly<Record<string, string>> }[]
  /** Fields that are not set for many at once: they have ways of their own, or belong to one record. */
  notEdited?: ReadonlySet<string>
  texts: { title: MessageId; search: MessageId; create: MessageId; count: MessageId } & Record<
    'empty' | 'empty_text' | 'empty_create',
    MessageId
  >
  /** Other lists of the same records, by where they stand in the tenant. */
  pages?: readonly { label: MessageId; path: string }[]
  /** Its code comes with the panel. */
  Peek: ComponentType<PeekProps>
  /** What a key or a press in a cell asks for. */
  RowAction: ComponentType<RowActionProps>
  /** Binds the keys that only these records have. */
  useKeys?: (act: (name: string) => () => void, selected: boolean) => void
  /** What can be done to all that is selected. Its keys are all there as soon as one of them is. */
  Bar: ComponentType<BulkBarProps>
  /** The same records as a board. */
  Board?: ComponentType<{ search: ListSearch; onChange: (search: ListSearch) => void; onPeek: (id: string) => void }>
}
