import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { Input } from '#ui/input.tsx'

/** Words to search for; the list follows a moment after the last key. */
export function SearchBox({
  value,
  onChange,
  label,
}: {
  value: string
  onChange: (value: string) => void
  label: string
}) {
  const t = useT()
  const [text, setText] = useState(value)
  const [seen, setSeen] = useState(value)
  const box = useRef<HTMLInputElement>(null)
  // Back, a link or "clear filters" changed it from outside.
  if (seen !== value) {
    setSeen(value)
    setText(value)
  }
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => onChange(text.trim()), 250)
    return () => clearTimeout(timer)
  }, [text, value, onChange])
  useShortcut('/', 'keys.search', () => box.current?.focus())

  return (
    <search className="relative min-w-0 flex-1 sm:w-64 sm:flex-none">
      <Search className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-text-3" aria-hidden />
      <Input
        ref={box}
        type="search"
        aria-label={label}
        placeholder={label}
        dir="auto"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text) {
            event.stopPropagation()
            setText('')
            onChange('')
          }
        }}
        className="ps-8 pe-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {text ? (
        <button
          type="button"
          aria-label={t('action.clear_search')}
          onClick={() => {
            setText('')
            onChange('')
            box.current?.focus()
          }}
          className="absolute inset-y-0 end-0 grid w-8 place-items-center text-text-3 hover:text-text pointer-coarse:w-11"
        >
          <X className="size-4" aria-hidden />
        </button>
      ) : null}
    </search>
  )
}
