import { ArchiveRestore } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMay } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { FieldView } from '../fields/field-view.tsx'
import type { KindRecord } from '../kind.ts'
import { OwnerPicker } from '../owner-picker.tsx'
import { RecordTags } from '../tags.tsx'
import { useArchive } from './archive.ts'
import type { PageKind } from './page-kind.ts'
import { Reach } from './reach.tsx'

/** Who it is, how to reach them, whose it is, and where it stands. */
export function RecordHeader({ page, record, locked }: { page: PageKind; record: KindRecord; locked: boolean }) {
  const { kind, Figures, Facts, Way } = page
  return (
    <div className="flex flex-col gap-2 border-b border-line bg-surface pt-1 pb-1">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 max-sm:gap-y-1 sm:px-6">
        <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2 text-dense text-text-2 max-sm:gap-x-3 max-sm:gap-y-1">
          {Figures ? (
            <span className="flex items-center gap-2 sm:hidden">
              <Figures record={record} />
            </span>
          ) : null}
          {Facts ? <Facts record={record} /> : null}
          <OwnerPicker kind={kind} record={record} />
          <RecordTags kind={kind} record={record} locked={locked} />
        </div>
        <Reach record={record} />
      </div>
      <Standing page={page} record={record} />
      {Way ? <Way record={record} locked={locked} /> : null}
    </div>
  )
}

/** Archived, and what else follows from its state: said once, above everything. */
function Standing({ page: { kind, standing }, record }: { page: PageKind; record: KindRecord }) {
  const t = useT()
  const may = useMay()
  const archive = useArchive(kind, record)
  const lines: ReactNode[] = [
    ...(record.archived_at ? [t('record.standing.archived')] : []),
    ...(record.archived_at && record['merged_into_id'] ? [<Kept key="kept" kind={kind} record={record} />] : []),
    ...(standing?.(record) ?? []),
  ]
  if (!lines.length) return null
  return (
    <div className="mx-4 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-sm bg-sunken px-3 py-1.5 text-dense text-text-2 sm:mx-6">
      {lines.map((text, index) => (
        <span key={index}>{text}</span>
      ))}
      {record.archived_at && may(kind.name, 'restore', record) ? (
        <Button size="sm" busy={archive.isPending} onClick={() => archive.mutate()}>
          <ArchiveRestore className="size-4" aria-hidden />
          {t('action.restore')}
        </Button>
      ) : null}
    </div>
  )
}

/** Where it went: what people look for here is there. */
function Kept({ kind, record }: { kind: PageKind['kind']; record: KindRecord }) {
  const t = useT()
  return (
    <span className="inline-flex min-w-0 items-center gap-x-1.5">
      {t('record.standing.merged')}
      <FieldView name="merged_into_id" field={kind.resource.fields.merged_into_id} record={record} />
    </span>
  )
}
