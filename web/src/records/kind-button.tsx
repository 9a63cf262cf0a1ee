import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { kindFacts, kindName, kindQuery } from './kind-facts.ts'
import type { Kind } from './kinds-names.ts'
import type { RecordSearch } from './record-search.ts'

interface Named {
  kind: Kind
  id: string
}

const look =
  'flex min-h-10 w-full items-center gap-2.5 rounded-sm border border-line bg-surface px-3 py-1.5 text-start hover:bg-hover disabled:opacity-70 pointer-coarse:min-h-11'

/** A record by its kind and name, which opens beside the page. */
export function KindButton({ kind, id, onOpen }: Named & { onOpen: () => void }) {
  const { error } = useQuery(kindQuery(useTenant(), kind, id))
  return (
    <button type="button" onClick={onOpen} disabled={Boolean(error)} className={look}>
      <KindName kind={kind} id={id} />
    </button>
  )
}

/** The same as an address: of its own page, or of this page with it beside, to open in another tab or to hand on. */
export function KindLink({ kind, id }: Named) {
  const tenant = useTenant()
  const { error } = useQuery(kindQuery(tenant, kind, id))
  const { page } = kindFacts[kind]
  if (error)
    return (
      <span className={look}>
        <KindName kind={kind} id={id} />
      </span>
    )
  if (page)
    return (
      <Link to={`/t/$tenant/${page}/$id`} params={{ tenant, id }} className={look}>
        <KindName kind={kind} id={id} />
      </Link>
    )
  return (
    <Link
      to="."
      search={((old: RecordSearch): RecordSearch => ({ ...old, peek: `${kind}:${id}` })) as never}
      resetScroll={false}
      className={look}
    >
      <KindName kind={kind} id={id} />
    </Link>
  )
}

function KindName({ kind, id }: Named) {
  const t = useT()
  const { data, error } = useQuery(kindQuery(useTenant(), kind, id))
  const { icon: Icon } = kindFacts[kind]
  return (
    <>
      <Icon className="size-4 shrink-0 text-text-3" aria-hidden />
      <span className="min-w-0 flex-1">
        <span className="block text-meta text-text-3">{t(`record.${kind}`)}</span>
        <span dir="auto" className="block truncate font-medium">
          {data ? kindName(data) : error ? t('record.hidden') : '…'}
        </span>
      </span>
    </>
  )
}
