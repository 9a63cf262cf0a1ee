import { useHere } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { daysUntil, formatDayLong, formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'

/** Days to departure, counted in the tenant's zone: calm when far, amber near, red at the door. */
export function DepartureChip({ day, back }: { day: string; back?: string | null }) {
  const t = useT()
  const { tenant } = useHere()
  const days = daysUntil(day, tenant.timezone)
  const home = back ? daysUntil(back, tenant.timezone) : null
  const gone = days < 0
  const text = gone
    ? home !== null && home >= 0
      ? t('departure.away')
      : t('departure.past')
    : t('departure.days', { days: formatNumber(days) })
  const tone = gone
    ? 'border border-line-strong/60 text-text-3'
    : days <= 3
      ? 'bg-danger-soft text-danger'
      : days <= 14
        ? 'bg-accent-soft text-accent-text'
        : days <= 60
          ? 'bg-brand-soft text-brand'
          : 'bg-sunken text-text-2 dark:bg-hover'
  return (
    <time
      dateTime={day}
      title={formatDayLong(day)}
      className={cn(
        'inline-flex h-5 items-center rounded-sm px-1.5 text-meta font-medium whitespace-nowrap tabular-nums',
        tone,
      )}
    >
      <bdi>{text}</bdi>
    </time>
  )
}
