import { type AccountLoyalty, loyalty } from '@rihla/contracts/loyalty.ts'
import { useQuery } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { formatMoney, formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { LockedNote, Reasons } from '#records/reasons.tsx'

const nameOf = (status: string) => valueLabel('loyalty_status', status)

/** What reached the level, and what is missing to the next one. */
export function LoyaltyReasons({ id }: { id: string }) {
  const tenant = useTenant()
  const query = useQuery({
    queryKey: keyOf(tenant, 'accounts', 'loyalty', id),
    queryFn: ({ signal }) => call(loyalty.explain, { params: { tenant_id: tenant, id }, signal }),
  })
  return <Reasons query={query}>{(data) => <Explained loyalty={data} />}</Reasons>
}

function Explained({ loyalty }: { loyalty: AccountLoyalty }) {
  const t = useT()
  const { reasons, next, lifetime_value, loyalty_locked, loyalty_status } = loyalty
  const computed = nameOf(loyalty.computed_status)
  return (
    <>
      <p className="mb-2 font-semibold">{t('loyalty.title', { status: computed })}</p>
      {reasons.length ? (
        <Parts parts={reasons} of={loyalty} />
      ) : (
        <p className="text-dense text-text-2">{t('loyalty.nothing')}</p>
      )}
      {next ? (
        <div className="mt-2 border-t border-line pt-2">
          <p className="mb-1 text-dense text-text-2">{t('loyalty.next', { status: nameOf(next.status) })}</p>
          <Parts parts={next.parts} of={loyalty} />
        </div>
      ) : null}
      {lifetime_value === null ? <p className="mt-2 text-dense text-text-2">{t('loyalty.abroad')}</p> : null}
      {loyalty_locked ? (
        <LockedNote>{t('loyalty.locked', { status: nameOf(loyalty_status), computed })}</LockedNote>
      ) : null}
    </>
  )
}

type Part = AccountLoyalty['reasons'][number]

function Parts({ parts, of }: { parts: readonly Part[]; of: AccountLoyalty }) {
  const t = useT()
  const told = (rule: Part['rule'], value: number) =>
    rule === 'trips' ? formatNumber(value) : formatMoney(value, of.currency)
  return (
    <dl className="flex flex-col gap-1">
      {parts.map(({ rule, value, threshold }) => (
        <div key={rule} className="flex items-baseline gap-2 text-dense">
          <dt className="min-w-0 flex-1">
            {rule === 'trips' ? t('loyalty.trips', { months: of.months }) : t('field.lifetime_value')}
          </dt>
          <dd className="text-end tabular-nums">
            <bdi className="font-medium">{told(rule, value)}</bdi>{' '}
            <span className="text-text-3">{t('loyalty.from', { threshold: told(rule, threshold) })}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
