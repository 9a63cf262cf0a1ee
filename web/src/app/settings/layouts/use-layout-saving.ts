import type { Arrangement, LayoutKind } from '@rihla/contracts/layoutShape.ts'
import { type Layout, layouts } from '@rihla/contracts/layouts.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call, write } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { layoutQuery } from '#records/page/layout.ts'
import { tellProblem } from '#records/tell-problem.ts'
import { useUndo } from '#records/use-undo.ts'
import { drafts, settled } from './drafts.ts'

interface Save {
  /** None for the usual one. */
  arrangement: Arrangement | null
  over: Layout
}

/** Keeps an arrangement, unless somebody else did meanwhile. */
export function useLayoutSaving(kind: LayoutKind, draftName: string) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  const params = { tenant_id: tenant, record_type: kind }
  const { queryKey } = layoutQuery(tenant, kind)
  const send = (arrangement: Arrangement | null, version: number) => {
    const headers = { 'if-match': `"${version}"` }
    if (!arrangement) return write(layouts.reset, { params, headers })
    const sections = arrangement.sections.map(({ id, name, fields }) => ({ id, name, fields: [...fields] }))
    return write(layouts.replace, { params, headers, body: { sections, aside: [...arrangement.aside] } })
  }
  /** What undo or redo made of it is what a draft stands upon, unless somebody else saved meanwhile. */
  async function after() {
    const now = await call(layouts.find, { params })
    const draft = drafts.read(draftName)
    if (draft && now.version === draft.version + 1) drafts.set(draftName, { ...draft, version: now.version })
    client.setQueryData(queryKey, now)
  }
  return useMutation({
    mutationFn: ({ arrangement, over }: Save) => send(arrangement, over.version),
    onSuccess: ({ data: now, operation_id }, { arrangement }) => {
      client.setQueryData(queryKey, now)
      drafts.set(draftName, arrangement && settled(drafts.read(draftName), arrangement, now))
      did(operation_id, t(arrangement ? 'layouts.saved' : 'layouts.reset_done'), { after })
    },
    // What somebody else kept is what there is to see, and to write over knowingly.
    onError: (error, { arrangement }) => {
      const { status, current } = problemOf(error)
      if (status === 412 && current) client.setQueryData(queryKey, current as Layout)
      // Of what is saved the bar tells, beside the draft.
      if (!arrangement) tellProblem(error)
    },
  })
}
