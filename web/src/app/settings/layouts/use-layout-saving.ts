import type { Arrangement, LayoutKind } from '@rihla/contracts/layoutShape.ts'
import { type Layout, layouts } from '@rihla/contracts/layouts.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
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

/** Where undo put a version back: who takes back what led to it finds it under the new one. */
const returned = new Map<string, number>()
function standsAt(kind: string, version: number): number {
  const again = returned.get(`${kind} ${version}`)
  return again === undefined ? version : standsAt(kind, again)
}

/** Keeps an arrangement, unless somebody else did meanwhile; undo puts back what was kept before. */
export function useLayoutSaving(kind: LayoutKind, draftName: string) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  const params = { tenant_id: tenant, record_type: kind }
  const { queryKey } = layoutQuery(tenant, kind)
  const send = (arrangement: Arrangement | null, version: number) => {
    const headers = { 'if-match': `"${version}"` }
    if (!arrangement) return call(layouts.reset, { params, headers })
    const sections = arrangement.sections.map(({ id, name, fields }) => ({ id, name, fields: [...fields] }))
    return call(layouts.replace, { params, headers, body: { sections, aside: [...arrangement.aside] } })
  }
  async function takeBack({ version }: Layout, over: Layout) {
    const back = await send(over.arranged ? over : null, standsAt(draftName, version))
    returned.set(`${draftName} ${over.version}`, back.version)
    const draft = drafts.read(draftName)
    if (draft) drafts.set(draftName, { ...draft, version: back.version })
    client.setQueryData(queryKey, back)
  }
  return useMutation({
    mutationFn: ({ arrangement, over }: Save) => send(arrangement, over.version),
    onSuccess: (now, { arrangement, over }) => {
      client.setQueryData(queryKey, now)
      drafts.set(draftName, arrangement && settled(drafts.read(draftName), arrangement, now))
      did(null, t(arrangement ? 'layouts.saved' : 'layouts.reset_done'), { back: () => takeBack(now, over) })
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
