import { useQuery } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { type Kind, kindName, kindQuery, kinds } from './kinds.ts'

/** A record by its kind and name, which opens beside the page. */
export function KindButton({ kind, id, onOpen }: { kind: Kind; id: string; onOpen: () => void }) {
  const t = useT()
  const { data, error } = useQuery(kindQuery(useTenant(), kind, id))
  const { icon: Icon } = kinds[kind]
  return (
    <button
      type="button"
      onClick={onOpen}
      disabled={Boolean(error)}
      className="flex min-h-10 w-full items-center gap-2.5 rounded-sm border border-line bg-surface px-3 py-1.5 text-start hover:bg-hover disabled:opacity-70 pointer-coarse:min-h-11"
    >
      <Icon className="size-4 shrink-0 text-text-3" aria-hidden />
      <span className="min-w-0 flex-1">
        <span className="block text-meta text-text-3">{t(`record.${kind}`)}</span>
        <span dir="auto" className="block truncate font-medium">
          {data ? kindName(data) : error ? t('record.hidden') : '…'}
        </span>
      </span>
    </button>
  )
}
