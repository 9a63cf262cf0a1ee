import type { RowSelectionState } from '@tanstack/react-table'
import type { ListSearch } from '#records/list-query.ts'
import type { RecordList } from '#records/list.ts'
import type { Lead } from './lead.ts'

export interface ListProps {
  list: RecordList<Lead>
  search: ListSearch
  onChange: (search: ListSearch) => void
  selection: RowSelectionState
  onSelect: (selection: RowSelectionState) => void
  /** All that the list finds, loaded or not. */
  onAllMatching?: () => void
  /** The lead beside the list. */
  peek?: string | null
  onPeek?: (id: string | null) => void
}
