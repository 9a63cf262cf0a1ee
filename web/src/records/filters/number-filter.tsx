import { useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { LabelledField } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { readNumber } from '../fields/read-number.ts'
import { isShare } from '../fields/labels.ts'
import { Apply, type FilterProps, Panel, Presence } from './panel.tsx'

/** From a least to a most, either of them open. */
export function NumberFilter({ name, field, parts, onChange, onDone }: FilterProps) {
  const t = useT()
  const factor = isShare(name) ? 100 : 1
  const shown = (value: string | undefined) => (value ? String(Number((Number(value) * factor).toPrecision(12))) : '')
  const [text, setText] = useState({ min: shown(parts.min), max: shown(parts.max) })
  function type(part: 'min' | 'max', value: string) {
    setText({ ...text, [part]: value })
    const number = readNumber(value)
    if (Number.isNaN(number)) return
    onChange({ ...parts, is: '', empty: '', [part]: number === null ? '' : String(number / factor) })
  }
  return (
    <Panel onDone={onDone}>
      <div className="grid grid-cols-2 gap-2">
        {(['min', 'max'] as const).map((part) => (
          <LabelledField key={part} label={t(`filter.${part}`)}>
            {(ids) => (
              <Input
                {...ids}
                inputMode="decimal"
                dir="ltr"
                autoFocus={part === 'min'}
                value={text[part]}
                onChange={(event) => type(part, event.target.value)}
              />
            )}
          </LabelledField>
        ))}
      </div>
      <Presence field={field} parts={parts} onChange={onChange} />
      <Apply />
    </Panel>
  )
}
