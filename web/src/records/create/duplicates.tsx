import { EmailAddress } from '@rihla/contracts/fields.ts'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CopyCheck } from 'lucide-react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { useSettled } from '#lib/use-settled.ts'
import type { Values } from '../form.ts'
import type { RecordKind } from '../kind.ts'

/** By what two records are thought to be one. */
type Why = 'email' | 'phone' | 'name' | 'tax_id' | 'website'
export interface Duplicate {
  id: string
  full_name: string | null
  email: string | null
  phone: string | null
  why: Why
}

const none: { items: Duplicate[] } = { items: [] }
const text = (value: unknown, least = 1) =>
  typeof value === 'string' && value.trim().length >= least ? value.trim() : null

/** Half an address matches nobody, and few digits match anybody. */
const telling: Record<string, (value: unknown) => string | null> = {
  email: (value) => (EmailAddress.safeParse(text(value)).success ? text(value) : null),
  phone: (value) => (typeof value === 'string' && value.replace(/\D/g, '').length >= 6 ? text(value) : null),
  mobile: (value) => telling['phone']!(value),
  name: (value) => text(value, 3),
  website: (value) => text(value, 4),
  tax_id: (value) => text(value, 4),
}

/** What is worth asking by: whole values, and a first name only together with a last one. */
export function askedOf(values: Values, names: readonly string[]): Record<string, string> {
  const person = text(values['first_name'], 2) && text(values['last_name'], 2)
  return Object.fromEntries(
    names.flatMap((name) => {
      if ((name === 'first_name' || name === 'last_name') && !person) return []
      const value = (telling[name] ?? text)(values[name])
      return value ? [[name, value]] : []
    }),
  )
}

/** Names that say nothing of somebody by themselves. */
const BESIDE = new Set(['country', 'city', 'account_id', 'birth_date', 'account_type'])

export function duplicatesQuery(
  { name, operations }: Pick<RecordKind, 'name' | 'operations'>,
  tenant: string,
  asked: Readonly<Record<string, string>>,
) {
  const { duplicates } = operations
  return queryOptions({
    queryKey: keyOf(tenant, name, 'duplicates', asked),
    queryFn: ({ signal }) =>
      call(duplicates!, { params: { tenant_id: tenant }, query: asked, signal }) as Promise<typeof none>,
    enabled: duplicates !== undefined && Object.keys(asked).some((one) => !BESIDE.has(one)),
  })
}

/** While a record is typed: those that may be the same. A hint that fails to come is no failure. */
export function DuplicateHint({
  kind,
  values,
  asks,
  className,
}: {
  kind: RecordKind
  values: Values
  /** The fields that tell. */
  asks: readonly string[]
  className?: string
}) {
  const tenant = useTenant()
  const asked = JSON.parse(useSettled(JSON.stringify(askedOf(values, asks)))) as Record<string, string>
  const query = duplicatesQuery(kind, tenant, asked)
  const found = useQuery({ ...query, placeholderData: keepPreviousData, retry: false })
  const { items } = query.enabled && found.data ? found.data : none
  return <Candidates kind={kind} items={items} className={className} />
}

/** Records that may be the one that is being made, each a way to it. */
export function Candidates({
  kind,
  items,
  className,
}: {
  kind: RecordKind
  items: readonly Duplicate[]
  className?: string | undefined
}) {
  const t = useT()
  const tenant = useTenant()
  if (!items.length) return null
  return (
    <div role="status" className={cn('rounded-sm bg-accent-soft px-3 py-2 text-dense text-accent-text', className)}>
      <p className="flex items-center gap-2 font-medium">
        <CopyCheck className="size-4 shrink-0" aria-hidden />
        {t('duplicates.hint', { count: items.length })}
      </p>
      <ul className="ms-6">
        {items.slice(0, 3).map((one) => (
          <li key={one.id} className="flex flex-wrap items-baseline gap-x-2">
            <Link
              to={`/t/$tenant/${kind.name}/$id`}
              params={{ tenant, id: one.id }}
              target="_blank"
              className="rounded-sm py-0.5 font-medium underline underline-offset-4 pointer-coarse:py-2.5"
              dir="auto"
            >
              {duplicateName(kind, one)}
            </Link>
            <span>
              {t(`duplicates.same.${one.why}`)}
              {one.why === 'email' || one.why === 'phone' ? (
                <>
                  {' · '}
                  <bdi>{one[one.why]}</bdi>
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

export const duplicateName = (kind: Pick<RecordKind, 'nameOf'>, one: Duplicate): string =>
  one.full_name || one.email || one.phone || kind.nameOf(one)
