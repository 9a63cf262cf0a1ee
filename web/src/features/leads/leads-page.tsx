import { lazy } from 'react'
import type { ListKind } from '#records/listing/list-kind.ts'
import { RecordsPage } from '#records/listing/records-page.tsx'
import { BoardSkeleton } from './board-skeleton.tsx'
import { LEAD_LIST } from './lead-list.tsx'

const loadBoard = () => import('./leads-board.tsx')
// The board comes together with its page where the address asks for it, not after it.
if (new URLSearchParams(location.search).get('layout') === 'board') void loadBoard().catch(() => {})

const LIST: ListKind = {
  ...LEAD_LIST,
  Board: lazy(async () => ({ default: (await loadBoard()).LeadsBoard })),
}

/** Leads as a table or as a board. */
export const LeadsPage = () => <RecordsPage list={LIST} waitingBoard={<BoardSkeleton />} />
