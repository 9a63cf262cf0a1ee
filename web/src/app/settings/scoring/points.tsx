import { useId, useState } from 'react'
import { Input } from '#ui/input.tsx'

const MOST = 100

/** A number of points beside what earns them. What is no number yet is kept as typed and counts as before. */
export function Points({
  label,
  value,
  least = -MOST,
  onChange,
}: {
  label: string
  value: number
  least?: number
  onChange: (value: number) => void
}) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <div className="flex items-center justify-between gap-3">
      <label htmlFor={id} className="min-w-0">
        {label}
      </label>
      <Input
        id={id}
        type="number"
        inputMode="numeric"
        min={least}
        max={MOST}
        step={1}
        value={typed ?? value}
        onChange={(event) => {
          setTyped(event.target.value)
          const next = event.target.valueAsNumber
          if (Number.isInteger(next)) onChange(Math.max(least, Math.min(MOST, next)))
        }}
        onBlur={() => setTyped(null)}
        className="w-20 text-end tabular-nums"
      />
    </div>
  )
}
