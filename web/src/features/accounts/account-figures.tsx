import { useHere } from '#lib/access.ts'
import { formatMoney } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { Badge } from '#ui/badge.tsx'
import type { Account } from './account.ts'
import { Loyalty } from './loyalty.tsx'

/** How good a customer it is, and what they bought so far. */
export function AccountFigures({ record: account }: { record: Account }) {
  const t = useT()
  const { tenant } = useHere()
  return (
    <>
      <Loyalty account={account} />
      {account.lifetime_value > 0 ? (
        <span title={t('field.lifetime_value')} className="text-dense font-medium tabular-nums">
          <bdi>{formatMoney(account.lifetime_value, account.currency ?? tenant.base_currency)}</bdi>
        </span>
      ) : null}
      {account.is_active ? null : <Badge tone="warn">{t('accounts.inactive')}</Badge>}
    </>
  )
}
