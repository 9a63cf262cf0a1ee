import { useState } from 'react'
import { cn } from '#lib/cn.ts'
import { Input } from '#ui/input.tsx'

/** A whole number from one on, or none. What is no number yet is kept as typed and counts as before. */
export function Threshold({
  label,
  value,
  most,
  wide = false,
  onChange,
}: {
  label: string
  value: number | null
  most: number
  wide?: boolean
  onChange: (value: number | null) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <Input
      type="number"
      inputMode="numeric"
      aria-label={label}
      min={1}
      max={most}
      step={1}
      value={typed ?? value ?? ''}
      onChange={(event) => {
        const { value: text, valueAsNumber: next, validity } = event.target
        setTyped(text)
        if (text === '' && !validity.badInput) onChange(null)
        else if (Number.isInteger(next)) onChange(Math.max(1, Math.min(most, next)))
      }}
      onBlur={() => setTyped(null)}
      className={cn('text-end tabular-nums', wide ? 'w-32' : 'w-20')}
    />
  )
}
