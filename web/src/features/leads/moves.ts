import { leads } from '@rihla/contracts/leads.ts'
import { type QueryClient, type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { t } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { patchRecord } from '#records/cache.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { acceptRecord } from '#records/save.ts'
import { useUndo } from '#records/use-undo.ts'
import { notify } from '#ui/toast.tsx'
import { type Lead, leadName, type LeadStatus, type Pipeline } from './lead.ts'

export interface Move {
  lead: Lead
  to: LeadStatus
  lost_reason?: string
}

/** A board with a card in another column: counts follow, sums where the currency is the column's own. */
export function withMove(board: Pipeline, lead: Lead, to: LeadStatus): Pipeline {
  const from = board.columns.find((column) => column.items.some((item) => item.id === lead.id))
  if (!from || from.key === to) return board
  const card = { ...from.items.find((item) => item.id === lead.id)!, lead_status: to }
  const worth = (currency: string) =>
    card.currency === null || card.currency === currency ? (card.estimated_value ?? 0) : 0
  const columns = board.columns.map((column) => {
    if (column === from)
      return {
        ...column,
        count: column.count - 1,
        sum: column.sum - worth(column.currency),
        items: column.items.filter((item) => item.id !== lead.id),
      }
    if (column.key !== to) return column
    return {
      ...column,
      count: column.count + 1,
      sum: column.sum + worth(column.currency),
      items: [card, ...column.items],
    }
  })
  return { ...board, columns }
}

/** Applies a change to every board in the cache, and answers how to put them back. */
function patchBoards(client: QueryClient, tenant: string, change: (board: Pipeline) => Pipeline): () => void {
  const before: [QueryKey, Pipeline][] = []
  for (const [key, board] of client.getQueriesData<Pipeline>({ queryKey: keyOf(tenant, 'leads', 'pipeline') }))
    if (board) {
      before.push([key, board])
      client.setQueryData(key, change(board))
    }
  return () => before.forEach(([key, board]) => client.setQueryData(key, board))
}

/** A card that went to another column is another element: once it is drawn, the focus follows it. */
function followCard(id: string) {
  setTimeout(() => {
    const focused = document.activeElement
    if (focused && focused !== document.body && !focused.closest('[data-card]')) return
    document.querySelector<HTMLElement>(`[data-card="${id}"] a`)?.focus()
  }, 60)
}

/** Moves a lead to a status: shown at once, put back with a word when the server refuses, undone as one. */
export function useMoveLead() {
  const client = useQueryClient()
  const tenant = useTenant()
  const { did } = useUndo()
  return useMutation({
    mutationFn: ({ lead, to, lost_reason }: Move) =>
      write(leads.move, {
        params: { tenant_id: tenant, id: lead.id },
        body: { lead_status: to, ...(lost_reason ? { lost_reason } : {}) },
      }),
    onMutate: async ({ lead, to }) => {
      await client.cancelQueries({ queryKey: keyOf(tenant, 'leads') })
      const restoreBoards = patchBoards(client, tenant, (board) => withMove(board, lead, to))
      const restoreRecords = patchRecord<Lead>(client, tenant, 'leads', lead.id, (old) => ({ ...old, lead_status: to }))
      followCard(lead.id)
      return () => {
        restoreBoards()
        restoreRecords()
        followCard(lead.id)
      }
    },
    onError: (error, { lead, to }, putBack) => {
      putBack?.()
      const problem = problemOf(error)
      notify({
        failed: true,
        text: t('leads.move.failed', { name: leadName(lead), status: valueLabel('lead_status', to) }),
        detail: problem.status === 0 ? t('error.network.detail') : (problem.detail ?? problem.title),
      })
    },
    onSuccess: ({ data, operation_id }, { lead, to }) => {
      acceptRecord<Lead>(client, tenant, 'leads', data)
      did(operation_id, t('leads.move.done', { name: leadName(lead), status: valueLabel('lead_status', to) }))
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keyOf(tenant, 'leads') }),
  })
}
