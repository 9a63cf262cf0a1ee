import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { askedOf, type Duplicate, duplicateName, duplicatesQuery } from '../create/duplicates.tsx'
import type { KindRecord, RecordKind } from '../kind.ts'
import { RecordCard } from './record-card.tsx'

/** Those that may be the same as this one. A hint that fails to come is no failure. */
export function useRelatedDuplicates(kind: RecordKind, record: KindRecord, asks: readonly string[]): Duplicate[] {
  const { data } = useQuery(duplicatesQuery(kind, useTenant(), askedOf(record, asks)))
  return (data?.items ?? []).filter((one) => one.id !== record.id)
}

export function RelatedDuplicates({ kind, others }: { kind: RecordKind; others: readonly Duplicate[] }) {
  const t = useT()
  const tenant = useTenant()
  if (!others.length) return null
  return (
    <RecordCard title={t('record.same', { count: others.length })}>
      <ul className="flex flex-col">
        {others.map((one) => (
          <li key={one.id}>
            <Link
              to={`/t/$tenant/${kind.name}/$id`}
              params={{ tenant, id: one.id }}
              className="-mx-1.5 flex flex-col rounded-sm px-1.5 py-1 hover:bg-hover pointer-coarse:min-h-11"
            >
              <bdi className="one-line font-medium">{duplicateName(kind, one)}</bdi>
              <span className="text-dense text-text-3">
                {t(`duplicates.same.${one.why}`)}
                {one.why === 'email' || one.why === 'phone' ? <bdi className="one-line">{one[one.why]}</bdi> : null}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </RecordCard>
  )
}
