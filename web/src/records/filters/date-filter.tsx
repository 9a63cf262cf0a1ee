import { useState } from 'react'
import { useHere } from '#lib/access.ts'
import { thisDay } from '#lib/days.ts'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { DateInput } from '#ui/date-input.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { dayLabel, describeFilter, type FilterParts } from '../filter-values.ts'
import { Apply, type FilterProps, Panel, Presence } from './panel.tsx'
import { readDays } from './typed-dates.ts'

const AHEAD = ['+7d', '+30d', '+90d']
const BACK = ['-7d', '-30d', '-90d']

/** A span of days: typed in words, one that moves along with today, or one from the calendar. */
export function DateFilter({ name, field, parts, onChange, onDone }: FilterProps) {
  const t = useT()
  const { tenant } = useHere()
  const [typed, setTyped] = useState('')
  const [refused, setRefused] = useState(false)
  const read = typed.trim() ? readDays(typed, thisDay(tenant.timezone)) : null
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
    <Panel
      onDone={() => {
        if (typed.trim() && !read) return setRefused(true)
        if (read) onChange(read)
        onDone()
      }}
    >
      <LabelledField
        label={t('filter.typed')}
        hint={read ? describeFilter(name, field, read, String) : t('filter.typed_hint')}
        error={refused && !read ? t('filter.typed_refused') : null}
      >
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            dir="auto"
            autoComplete="off"
            placeholder={t('filter.typed_example')}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setRefused(false)
            }}
          />
        )}
      </LabelledField>
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
