import type { RowSelectionState } from '@tanstack/react-table'
import type { ListSearch } from '#records/list-query.ts'
import type { useRecordList } from '#records/list.ts'
import type { Lead } from './lead.ts'

export interface ListProps {
  list: ReturnType<typeof useRecordList<Lead>>
  search: ListSearch
  onChange: (search: ListSearch) => void
  selection: RowSelectionState
  onSelect: (selection: RowSelectionState) => void
  /** The lead that stands open beside the list; rows that are walked while it does are peeked at in turn. */
  peek?: string | null
  /** Opens a lead beside the list, or closes it. */
  onPeek?: (id: string | null) => void
}

/** The selection with one more, or one less. */
export function toggled(selection: RowSelectionState, id: string): RowSelectionState {
  const { [id]: was, ...rest } = selection
  return was ? rest : { ...rest, [id]: true }
}
