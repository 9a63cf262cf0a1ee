import { useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { Chip } from '#ui/badge.tsx'

/** Short texts as chips: Enter or a comma adds, Backspace in the empty field takes the last. */
export function ListInput({
  value,
  onChange,
  label,
  placeholder,
  autoFocus,
  ...control
}: {
  value: readonly string[]
  onChange: (value: string[]) => void
  label: string
  placeholder?: string
  autoFocus?: boolean
  id?: string
  'aria-invalid'?: boolean | undefined
  'aria-describedby'?: string | undefined
}) {
  const t = useT()
  const [text, setText] = useState('')

  function add(raw: string) {
    const fresh = raw
      .split(/[,،]/)
      .map((part) => part.trim())
      .filter((part) => part && !value.some((one) => one.toLowerCase() === part.toLowerCase()))
    if (fresh.length) onChange([...value, ...fresh])
    setText('')
  }

  return (
    <div className="flex min-h-8 flex-wrap items-center gap-1 rounded-sm border border-line-strong bg-surface px-1 py-0.5 focus-within:outline-2 focus-within:outline-brand pointer-coarse:min-h-11">
      {value.map((one) => (
        <Chip
          key={one}
          removeLabel={t('action.remove_named', { name: one })}
          onRemove={() => onChange(value.filter((other) => other !== one))}
        >
          <bdi>{one}</bdi>
        </Chip>
      ))}
      <input
        {...control}
        aria-label={control.id ? undefined : label}
        dir="auto"
        autoFocus={autoFocus}
        value={text}
        placeholder={value.length ? '' : placeholder}
        onChange={(event) => (/[,،]/.test(event.target.value) ? add(event.target.value) : setText(event.target.value))}
        onBlur={() => text.trim() && add(text)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' && text.trim()) {
            event.preventDefault()
            event.stopPropagation()
            add(text)
          } else if (event.key === 'Backspace' && !text && value.length) onChange(value.slice(0, -1))
        }}
        className="h-6 min-w-24 flex-1 bg-transparent px-1.5 outline-none placeholder:text-text-3 pointer-coarse:h-9 pointer-coarse:text-read"
      />
    </div>
  )
}
