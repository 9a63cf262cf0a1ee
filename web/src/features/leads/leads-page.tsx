import { lazyComponent, whenIdle } from '#lib/lazy-component.tsx'
import type { Ahead } from '#lib/warm.ts'
import { apiQuery } from '#records/list-query.ts'
import type { ListKind } from '#records/listing/list-kind.ts'
import { RecordsPage } from '#records/listing/records-page.tsx'
import { searchOf, warmFrame, warmList } from '#records/listing/warm-list.ts'
import { BoardSkeleton } from './board-skeleton.tsx'
import { boardQuery } from './board.ts'
import { LEAD_LIST } from './lead-list.tsx'

const Board = lazyComponent(async () => (await import('./leads-board.tsx')).LeadsBoard, <BoardSkeleton />)

const LIST: ListKind = { ...LEAD_LIST, Board }

// From a list people go to a record.
whenIdle(() => void import('./lead-page.tsx').catch(() => {}))

/** Leads as a table or as a board. */
export const LeadsPage = () => <RecordsPage list={LIST} />

export function warm(ahead: Ahead): Promise<unknown> {
  const { client, tenant, search } = ahead
  if (search['layout'] !== 'board') return warmList(LIST, ahead)
  const query = apiQuery(searchOf(LIST, search))
  return Promise.all([Board.load(), client.prefetchQuery(boardQuery(client, tenant, query)), warmFrame(LIST, ahead)])
}
