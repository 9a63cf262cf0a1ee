import type { LayoutKind } from '@rihla/contracts/layoutShape.ts'
import { useQuery } from '@tanstack/react-query'
import { useHere } from '#lib/access.ts'
import { RecordTypeContext } from '#records/fields/record-type.ts'
import { definitionsQuery, useOwnFields } from '#records/own-fields.ts'
import { layoutQuery } from '#records/page/layout.ts'
import type { PageKind } from '#records/page/page-kind.ts'
import { ErrorPanel } from '#ui/states.tsx'
import { PaneSkeleton } from '../pane-skeleton.tsx'
import { useDraftOf } from './drafts.ts'
import { LayoutEditor } from './layout-editor.tsx'

/** The layout of one kind of record, once it and the tenant's own fields are known. */
export function LayoutOf({ kind, page }: { kind: LayoutKind; page: PageKind }) {
  const { tenant, me } = useHere()
  const { kind: known, own } = useOwnFields(page.kind)
  const layout = useQuery({ ...layoutQuery(tenant.slug, kind), refetchOnMount: 'always' })
  // A layout saved without them would lose their places.
  const fields = useQuery({ ...definitionsQuery(tenant.slug, kind), refetchOnMount: 'always' })
  const name = `layout.${tenant.slug}.${me.id}.${kind}`
  const draft = useDraftOf(name)
  const failed = [layout, fields].find(({ error, data }) => error && !data)
  if (failed)
    return <ErrorPanel error={failed.error!} onRetry={() => void Promise.all([layout.refetch(), fields.refetch()])} />
  if (!layout.data || !fields.data) return <PaneSkeleton />
  return (
    <RecordTypeContext value={kind}>
      <LayoutEditor
        kind={kind}
        page={{ ...page, kind: known }}
        saved={layout.data}
        own={own}
        name={name}
        draft={draft}
      />
    </RecordTypeContext>
  )
}
