import { useHere } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { DateInput } from '#ui/date-input.tsx'
import { LabelledField } from '#ui/field.tsx'
import { dayLabel, type FilterParts } from '../filter-values.ts'
import { Apply, type FilterProps, Panel, Presence } from './panel.tsx'

const AHEAD = ['+7d', '+30d', '+90d']
const BACK = ['-7d', '-30d', '-90d']

/** A span of days: one that moves along with today, or one from the calendar. */
export function DateFilter({ field, parts, onChange, onDone }: FilterProps) {
  const t = useT()
  const { tenant } = useHere()
  const presets: { label: string; parts: FilterParts }[] = [
    { label: t('filter.preset.today'), parts: { from: 'today', to: 'today' } },
    { label: t('filter.overdue'), parts: { to: '-1d' } },
    ...AHEAD.map((to) => ({
      label: t('filter.next_days', { count: Number(to.slice(1, -1)) }),
      parts: { from: 'today', to },
    })),
    ...BACK.map((from) => ({
      label: t('filter.last_days', { count: Number(from.slice(1, -1)) }),
      parts: { from, to: 'today' },
    })),
  ]
  const isSet = (preset: FilterParts) =>
    (preset.from ?? '') === (parts.from ?? '') && (preset.to ?? '') === (parts.to ?? '')
  return (
    <Panel onDone={onDone}>
      <div className="flex flex-wrap gap-1">
        {presets.map((preset) => (
          <Button
            key={preset.label}
            size="sm"
            aria-pressed={isSet(preset.parts)}
            className="aria-pressed:border-brand aria-pressed:bg-brand-soft aria-pressed:text-brand"
            onClick={() => {
              onChange(preset.parts)
              onDone()
            }}
          >
            {preset.label}
          </Button>
        ))}
      </div>
      <div className="grid gap-2">
        {(['from', 'to'] as const).map((part) => {
          const relative = parts[part] && !/^\d{4}/.test(parts[part])
          return (
            <LabelledField key={part} label={t(`filter.${part}`)} hint={relative ? dayLabel(parts[part]!) : null}>
              {(ids) => (
                <DateInput
                  ids={ids}
                  label={t(`filter.${part}`)}
                  timeZone={tenant.timezone}
                  value={relative ? null : (parts[part]?.slice(0, 10) ?? null)}
                  onChange={(day) => {
                    if (day === null || /^\d{4}-\d{2}-\d{2}$/.test(day))
                      onChange({ ...parts, is: '', empty: '', [part]: day ?? '' })
                  }}
                />
              )}
            </LabelledField>
          )
        })}
      </div>
      <Presence field={field} parts={parts} onChange={onChange} />
      <Apply />
    </Panel>
  )
}
