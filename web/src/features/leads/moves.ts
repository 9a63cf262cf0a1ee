import { pipeline } from '@rihla/contracts/leadPipeline.ts'
import { type QueryClient, useMutation, useMutationState, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTenant } from '#lib/access.ts'
import { type Written, write } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { t } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { problemText } from '#lib/problem-text.ts'
import type { Wire } from '#lib/wire.ts'
import { patchRecord } from '#records/cache.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { acceptRecord } from '#records/save.ts'
import { useUndo } from '#records/use-undo.ts'
import { notify } from '#ui/toast.tsx'
import { type Order, withMove } from './board.ts'
import { type Lead, leadName, type LeadStatus, type Pipeline } from './lead.ts'

export interface Move {
  lead: Lead
  to: LeadStatus
  lost_reason?: string
}

const moveKey = (tenant: string) => keyOf(tenant, 'leads', 'move')

/** Moves on their way to the server, oldest first. */
function useMovesUnderWay(): Move[] {
  return useMutationState({
    filters: { mutationKey: moveKey(useTenant()), status: 'pending' },
    select: ({ state }) => state.variables as Move,
  })
}

/** A board as it will be once the moves under way are done. A refused one is undone by leaving it out. */
export function useMovedBoard(board: Pipeline | undefined, order: Order): Pipeline | undefined {
  const moves = useMovesUnderWay()
  return useMemo(
    () => board && moves.reduce((moved, { lead, to }) => withMove(moved, lead, to, order), board),
    [board, moves, order],
  )
}

/** Takes the server's word for a moved card on every board in the cache. */
function acceptMove(client: QueryClient, tenant: string, lead: Lead): void {
  client.setQueriesData<Pipeline>(
    { queryKey: keyOf(tenant, 'leads', 'pipeline') },
    (board) => board && withMove(board, lead, lead.lead_status),
  )
}

// Of one lead, one move after the other: sent together, the earlier one could be the last to arrive.
const lastOf = new Map<string, Promise<unknown>>()
function afterOthers<T>(id: string, work: () => Promise<T>): Promise<T> {
  const mine = (lastOf.get(id) ?? Promise.resolve()).then(work, work)
  lastOf.set(id, mine)
  const forget = () => {
    if (lastOf.get(id) === mine) lastOf.delete(id)
  }
  mine.then(forget, forget)
  return mine
}

/** Moves a lead to a status: shown at once, put back with a word when the server refuses, undone as one. */
export function useMoveLead({ onPlaced }: { onPlaced?: (move: Move, kept: boolean) => void } = {}) {
  const client = useQueryClient()
  const tenant = useTenant()
  const { did } = useUndo()
  return useMutation({
    mutationKey: moveKey(tenant),
    mutationFn: ({ lead, to, lost_reason }: Move): Promise<Written<Wire<Lead>>> =>
      afterOthers(lead.id, () =>
        write(pipeline.move, {
          params: { tenant_id: tenant, id: lead.id },
          body: { lead_status: to, ...(lost_reason ? { lost_reason } : {}) },
        }),
      ),
    onMutate: async (move) => {
      onPlaced?.(move, true)
      await client.cancelQueries({ queryKey: keyOf(tenant, 'leads') })
      const { lead, to } = move
      return patchRecord<Lead>(client, tenant, 'leads', lead.id, (old) => ({ ...old, lead_status: to }))
    },
    onError: (error, move, putBack) => {
      putBack?.()
      const { lead, to } = move
      const problem = problemOf(error)
      notify({
        failed: true,
        text: t('leads.move.failed', { name: leadName(lead), status: valueLabel('lead_status', to) }),
        detail: problemText(problem),
      })
      onPlaced?.(move, false)
    },
    onSuccess: ({ data, operation_id }, { lead, to }) => {
      acceptMove(client, tenant, data)
      acceptRecord<Lead>(client, tenant, 'leads', data)
      did(operation_id, t('leads.move.done', { name: leadName(lead), status: valueLabel('lead_status', to) }))
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keyOf(tenant, 'leads') }),
  })
}
