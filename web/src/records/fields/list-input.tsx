import { useId, useState } from 'react'
import { fold } from '#lib/fold.ts'
import { useT } from '#lib/i18n.ts'
import { Chip } from '#ui/badge.tsx'
import { Offers } from '#ui/input.tsx'

/** Short texts as chips: Enter or a comma adds, Backspace in the empty field takes the last. */
export function ListInput({
  value,
  onChange,
  label,
  placeholder,
  autoFocus,
  choices,
  offers,
  color,
  ...control
}: {
  value: readonly string[]
  onChange: (value: string[]) => void
  label: string
  placeholder?: string
  autoFocus?: boolean
  /** Only these may be taken, found by their names. */
  choices?: readonly { value: string; text: string }[] | undefined
  /** What others wrote there before: suggested, and anything else may be typed. */
  offers?: readonly string[] | undefined
  /** The colour of a value. */
  color?: ((value: string) => string | null) | undefined
  id?: string
  'aria-invalid'?: boolean | undefined
  'aria-describedby'?: string | undefined
}) {
  const t = useT()
  const [text, setText] = useState('')
  const offered = useId()
  const nameOf = (one: string) => choices?.find((choice) => choice.value === one)?.text ?? one
  const read = (typed: string) =>
    choices
      ? (choices.find((choice) => fold(choice.text) === fold(typed) || choice.value === typed)?.value ?? '')
      : typed

  const suggested =
    choices?.filter((choice) => !value.includes(choice.value)).map((choice) => choice.text) ??
    offers?.filter((one) => !value.includes(one))

  function add(raw: string) {
    const fresh = raw
      .split(/[,،]/)
      .map((part) => read(part.trim()))
      .filter((part) => part && !value.some((one) => one.toLowerCase() === part.toLowerCase()))
    if (fresh.length) onChange([...value, ...fresh])
    setText('')
  }

  return (
    <div className="flex min-h-8 flex-wrap items-center gap-1 rounded-sm border border-line-strong bg-surface px-1 py-0.5 focus-within:outline-2 focus-within:outline-brand pointer-coarse:min-h-11">
      {value.map((one) => (
        <Chip
          key={one}
          color={color?.(one) ?? null}
          removeLabel={t('action.remove_named', { name: nameOf(one) })}
          onRemove={() => onChange(value.filter((other) => other !== one))}
        >
          <bdi>{nameOf(one)}</bdi>
        </Chip>
      ))}
      <Offers id={offered} offers={suggested ?? []} />
      <input
        {...control}
        {...(suggested ? { list: offered } : {})}
        aria-label={control.id ? undefined : label}
        dir="auto"
        autoFocus={autoFocus}
        value={text}
        placeholder={value.length ? '' : placeholder}
        onChange={({ target }) =>
          /[,،]/.test(target.value) || (choices && read(target.value)) ? add(target.value) : setText(target.value)
        }
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
