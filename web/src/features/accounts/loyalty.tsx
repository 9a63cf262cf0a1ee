import type { LOYALTY_STATUSES } from '@rihla/contracts/accounts.ts'
import { lazy, Suspense } from 'react'
import { useT, withTexts } from '#lib/i18n.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { Badge, type Tone } from '#ui/badge.tsx'
import { Popover } from '#ui/popover.tsx'
import { Skeleton } from '#ui/states.tsx'
import type { Account } from './account.ts'

const Reasons = lazy(() =>
  withTexts(import('./loyalty-reasons.tsx'), 'loyalty').then((module) => ({ default: module.LoyaltyReasons })),
)

type Status = (typeof LOYALTY_STATUSES)[number]
const TONES: Record<Status, Tone> = {
  new: 'outline',
  bronze: 'neutral',
  silver: 'neutral',
  gold: 'accent',
  platinum: 'info',
  vip: 'brand',
}

/** How good a customer it is. */
export const LoyaltyBadge = ({ status }: { status: Status }) => (
  <Badge tone={TONES[status]}>{valueLabel('loyalty_status', status)}</Badge>
)

/** The same, and on request why. */
export function Loyalty({ account }: { account: Pick<Account, 'id' | 'loyalty_status'> }) {
  const t = useT()
  const why = t('accounts.loyalty_why', { status: valueLabel('loyalty_status', account.loyalty_status) })
  return (
    <Popover
      label={t('field.loyalty_status')}
      trigger={
        <button
          type="button"
          aria-label={why}
          className="relative inline-flex rounded-sm after:absolute after:-inset-1.5 hover:opacity-80 pointer-coarse:after:-inset-3"
        >
          <LoyaltyBadge status={account.loyalty_status} />
        </button>
      }
    >
      <Suspense fallback={<Skeleton className="h-4 w-full" />}>
        <Reasons id={account.id} />
      </Suspense>
    </Popover>
  )
}
