import type { LOYALTY_STATUSES } from '@rihla/contracts/accounts.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { Badge, type Tone } from '#ui/badge.tsx'

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
