import { type ReactNode, useState } from 'react'
import { Checkbox } from '#ui/checkbox.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'

/** Several of a few, and below them what follows from those. */
export const Ticks = <T extends string>({
  title,
  text,
  choices,
  chosen,
  locked,
  onToggle,
  children,
}: {
  title: string
  text: string
  choices: readonly { value: T; label: string }[]
  chosen: readonly T[]
  locked: boolean
  onToggle: (value: T) => void
  children?: ReactNode
}) => (
  <fieldset disabled={locked} className="flex flex-col gap-2">
    <legend className="mb-1 font-semibold">{title}</legend>
    <p className="text-dense text-text-2">{text}</p>
    <div className="flex flex-wrap gap-x-5 gap-y-2">
      {choices.map(({ value, label }) => (
        <label key={value} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
          <Checkbox checked={chosen.includes(value)} onCheckedChange={() => onToggle(value)} aria-label={label} />
          {label}
        </label>
      ))}
    </div>
    {children}
  </fieldset>
)

/** A text that is saved when it is left. */
export function Words({
  label,
  hint,
  value,
  locked,
  onSave,
}: {
  label: string
  hint?: string
  value: string
  locked: boolean
  onSave: (text: string) => void
}) {
  const [text, setText] = useState(value)
  return (
    <LabelledField label={label} hint={hint}>
      {(ids) => (
        <Input
          {...ids}
          dir="auto"
          maxLength={200}
          value={text}
          disabled={locked}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => text.trim() === value || onSave(text.trim())}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
      )}
    </LabelledField>
  )
}
