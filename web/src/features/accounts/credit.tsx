import { Wallet } from 'lucide-react'
import { useHere } from '#lib/access.ts'
import { formatMoney, formatPercent } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { RecordCard } from '#records/page/record-card.tsx'
import type { Account } from './account.ts'

/** From here on somebody should look. */
const NEAR = 0.8

/** How much of their credit is used; over the limit it says so, in words and in colour. */
export function Credit({ record: account }: { record: Account }) {
  const t = useT()
  const { tenant } = useHere()
  const { credit_limit, credit_used } = account
  if (credit_limit === null) return null
  const money = (amount: number) => formatMoney(amount, account.currency ?? tenant.base_currency)
  const share = credit_limit > 0 ? credit_used / credit_limit : credit_used > 0 ? Infinity : 0
  const [bar, words] =
    share > 1 ? ['bg-danger', 'text-danger'] : share >= NEAR ? ['bg-warn', 'text-warn'] : ['bg-brand', 'text-text-2']
  const said = t('accounts.credit_of', { used: money(credit_used), limit: money(credit_limit) })
  return (
    <RecordCard
      title={
        <>
          <Wallet className="size-4 text-text-3" aria-hidden />
          {t('accounts.credit')}
        </>
      }
    >
      <div
        role="meter"
        aria-label={t('accounts.credit')}
        aria-valuemin={0}
        aria-valuemax={credit_limit}
        aria-valuenow={Math.min(credit_used, credit_limit)}
        aria-valuetext={said}
        className="h-2 overflow-hidden rounded-full bg-sunken dark:bg-hover"
      >
        <div className={`h-full rounded-full ${bar}`} style={{ width: `${Math.min(100, share * 100)}%` }} />
      </div>
      <p className={`flex flex-wrap justify-between gap-x-3 text-dense tabular-nums ${words}`}>
        <bdi>{said}</bdi>
        {Number.isFinite(share) ? (
          <span>
            {share > 1
              ? t('accounts.credit_over', { amount: money(credit_used - credit_limit) })
              : formatPercent(share)}
          </span>
        ) : null}
      </p>
    </RecordCard>
  )
}
