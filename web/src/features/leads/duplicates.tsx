import { EmailAddress } from '@rihla/contracts/fields.ts'
import { leads } from '@rihla/contracts/leads.ts'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CopyCheck } from 'lucide-react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { cn } from '#lib/cn.ts'
import { t, useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { useSettled } from '#lib/use-settled.ts'

const none = { items: [] as Duplicate[] }
export interface Duplicate {
  id: string
  full_name: string | null
  email: string | null
  phone: string | null
  why: 'email' | 'phone'
}

export const duplicatesQuery = (tenant: string, email: string | null, phone: string | null) =>
  queryOptions({
    queryKey: keyOf(tenant, 'leads', 'duplicates', email, phone),
    queryFn: ({ signal }) =>
      call(leads.duplicates, {
        params: { tenant_id: tenant },
        query: { ...(email ? { email } : {}), ...(phone ? { phone } : {}) },
        signal,
      }),
    enabled: email !== null || phone !== null,
  })

/** Half an address matches nobody, and few digits match anybody. */
const whole = {
  email: (text: unknown) =>
    typeof text === 'string' && EmailAddress.safeParse(text.trim()).success ? text.trim() : null,
  phone: (text: unknown) => (typeof text === 'string' && text.replace(/\D/g, '').length >= 6 ? text.trim() : null),
}

export const duplicateName = (one: Duplicate): string => one.full_name || one.email || one.phone || t('leads.unnamed')

/** While a lead is typed: those that share its e-mail or phone. A hint that fails to come is no failure. */
export function DuplicateHint({ email, phone, className }: { email: unknown; phone: unknown; className?: string }) {
  const t = useT()
  const tenant = useTenant()
  const asked = { email: useSettled(whole.email(email)), phone: useSettled(whole.phone(phone)) }
  const found = useQuery({
    ...duplicatesQuery(tenant, asked.email, asked.phone),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const { items } = (asked.email || asked.phone) && found.data ? found.data : none
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
              to="/t/$tenant/leads/$id"
              params={{ tenant, id: one.id }}
              target="_blank"
              className="rounded-sm py-0.5 font-medium underline underline-offset-4 pointer-coarse:py-2.5"
              dir="auto"
            >
              {duplicateName(one)}
            </Link>
            <span>
              {t(`duplicates.same.${one.why}`)} · <bdi>{one.why === 'email' ? one.email : one.phone}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
