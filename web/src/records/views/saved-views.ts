import { views, type View, type ViewChanges } from '@rihla/contracts/views.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type Here, mayDo, useTenant } from '#lib/access.ts'
import { call, write } from '#lib/client.ts'
import { t } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'
import { tellProblem } from '../tell-problem.ts'
import { useUndo } from '../use-undo.ts'

export type KeptView = Wire<View>

export const viewsQuery = (tenant: string, record_type: View['record_type']) =>
  queryOptions({
    queryKey: keyOf(tenant, 'views', record_type),
    queryFn: ({ signal }) => call(views.list, { params: { tenant_id: tenant }, query: { record_type }, signal }),
    staleTime: 5 * 60_000,
    select: (answer) => answer.items,
  })

function useSettle() {
  const client = useQueryClient()
  const tenant = useTenant()
  return () => client.invalidateQueries({ queryKey: keyOf(tenant, 'views') })
}

/** Keeps a list under a name. Who asked shows what the server refused. */
export function useKeepView(record_type: View['record_type']) {
  const tenant = useTenant()
  const { did } = useUndo()
  const settle = useSettle()
  return useMutation({
    mutationFn: (view: Pick<View, 'name' | 'query' | 'shared'> & { position?: number }) =>
      write(views.create, { params: { tenant_id: tenant }, body: { ...view, record_type } }),
    onSuccess: async ({ operation_id, data }) => {
      did(operation_id, t('views.kept', { name: data.name }))
      await settle()
    },
  })
}

/** Changes what a view asks for, its name, its place, or who sees it. */
export function useChangeView() {
  const tenant = useTenant()
  const { did } = useUndo()
  const settle = useSettle()
  return useMutation({
    mutationFn: ({ view, changes }: { view: KeptView; changes: ViewChanges }) =>
      write(views.update, {
        params: { tenant_id: tenant, id: view.id },
        body: { ...changes, version: view.version },
      }),
    onSuccess: ({ operation_id, data }) => did(operation_id, t('views.changed', { name: data.name })),
    onError: tellProblem,
    onSettled: settle,
  })
}

/** Puts views into an order, one change for each that moves. */
export function useOrderViews(record_type: View['record_type']) {
  const client = useQueryClient()
  const tenant = useTenant()
  const settle = useSettle()
  const { queryKey } = viewsQuery(tenant, record_type)
  return useMutation({
    mutationFn: (order: readonly KeptView[]) =>
      Promise.all(
        order.flatMap((view, position) =>
          view.position === position
            ? []
            : [write(views.update, { params: { tenant_id: tenant, id: view.id }, body: { position } })],
        ),
      ),
    onMutate: async (order) => {
      await client.cancelQueries({ queryKey })
      client.setQueryData(queryKey, (old) => {
        const place = (view: KeptView) => order.findIndex(({ id }) => id === view.id)
        const rest = old?.items.filter((view) => place(view) < 0) ?? []
        return { items: [...order.map((view, position) => ({ ...view, position })), ...rest] }
      })
    },
    onError: tellProblem,
    onSettled: settle,
  })
}

export function useDeleteView() {
  const tenant = useTenant()
  const { did } = useUndo()
  const settle = useSettle()
  return useMutation({
    mutationFn: (view: KeptView) => write(views.archive, { params: { tenant_id: tenant, id: view.id } }),
    onSuccess: ({ operation_id }, { name }) => did(operation_id, t('views.deleted', { name })),
    onError: tellProblem,
    onSettled: settle,
  })
}

/** A view is its owner's to change; a shared one also the administrators'. */
export const mayChangeView = (here: Here, view: KeptView): boolean =>
  view.created_by === here.me.id || (view.shared && here.tenant.role === 'admin')

export const mayShareViews = (here: Here): boolean => mayDo(here, 'views', 'share')
