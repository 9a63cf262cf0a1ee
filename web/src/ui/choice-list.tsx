import { Check, Search } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { cn } from '#lib/cn.ts'
import { fold } from '#lib/fold.ts'
import { useT } from '#lib/i18n.ts'
import { useTypeahead } from './typeahead.ts'

export interface Option {
  value: string
  /** What typing is compared with. */
  text: string
  /** How it is drawn, where the text alone is too little. */
  view?: ReactNode
  group?: string
}

/** Options under a search box, by pointer or by keys. Chosen ones carry a tick. */
export function ChoiceList({
  options,
  chosen,
  onChoose,
  multiple,
  label,
  searchable = options.length > 8,
  onSearch,
  onCreate,
  busy,
  footer,
}: {
  options: readonly Option[]
  chosen: readonly string[]
  onChoose: (value: string) => void
  multiple?: boolean
  label: string
  searchable?: boolean
  /** The server searches instead of us. */
  onSearch?: (text: string) => void
  /** Offers what was typed as a new value. */
  onCreate?: (text: string) => void
  busy?: boolean
  footer?: ReactNode
}) {
  const t = useT()
  const id = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLInputElement>(null)
  const typed = useTypeahead()

  const found = onSearch ? options : options.filter((option) => fold(option.text).includes(fold(text.trim())))
  const made = onCreate && text.trim() && !options.some((option) => fold(option.text) === fold(text.trim()))
  const rows = made ? [...found, { value: `\n${text.trim()}`, text: text.trim() }] : found
  const current = Math.min(active, rows.length - 1)

  useEffect(() => {
    ;(box.current ?? list.current)?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    list.current?.querySelector(`[data-index="${current}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [current])

  function choose(value: string) {
    if (value.startsWith('\n')) onCreate?.(value.slice(1))
    else onChoose(value)
    if (multiple) setText('')
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key]
    if (step !== undefined && (Number.isFinite(step) || !text)) {
      event.preventDefault()
      setActive(Math.max(0, Math.min(rows.length - 1, current + step)))
    } else if (event.key === 'Enter' || (event.key === ' ' && event.target !== box.current)) {
      event.preventDefault()
      event.stopPropagation()
      const row = rows[current]
      if (row) choose(row.value)
    } else if (!box.current && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const texts = rows.map((row) => row.text)
      setActive(typed(event.key, texts, current))
    }
  }

  return (
    <div className="flex min-h-0 flex-col" onKeyDown={onKeyDown}>
      {searchable || onCreate ? (
        <div className="flex items-center gap-2 border-b border-line px-3">
          <Search className="size-4 shrink-0 text-text-3" aria-hidden />
          <input
            ref={box}
            role="combobox"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={rows.length ? `${id}-${current}` : undefined}
            aria-label={label}
            placeholder={t('action.search')}
            dir="auto"
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setActive(0)
              onSearch?.(event.target.value)
            }}
            className="h-9 w-full min-w-0 bg-transparent text-base outline-none placeholder:text-text-3 pointer-coarse:h-11 pointer-coarse:text-read"
          />
        </div>
      ) : null}
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable={multiple || undefined}
        aria-activedescendant={rows.length ? `${id}-${current}` : undefined}
        aria-busy={busy || undefined}
        tabIndex={-1}
        className="max-h-72 min-h-0 overflow-y-auto p-1 outline-none"
      >
        {rows.map((option, index) => (
          <div key={option.value}>
            {option.group && option.group !== rows[index - 1]?.group ? (
              <div className="px-2 pt-2 pb-1 text-meta font-medium text-text-3">{option.group}</div>
            ) : null}
            <div
              id={`${id}-${index}`}
              data-index={index}
              role="option"
              aria-selected={chosen.includes(option.value)}
              onPointerMove={() => setActive(index)}
              onClick={() => choose(option.value)}
              className={cn(
                'flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-base pointer-coarse:min-h-11',
                index === current && 'bg-hover',
              )}
            >
              <span className="min-w-0 flex-1 truncate">
                {option.value.startsWith('\n')
                  ? t('action.add_named', { name: option.text })
                  : (option.view ?? option.text)}
              </span>
              {chosen.includes(option.value) ? <Check className="size-4 shrink-0 text-brand" aria-hidden /> : null}
            </div>
          </div>
        ))}
        {rows.length === 0 ? (
          <p className="px-2 py-3 text-dense text-text-3">{busy ? t('state.searching') : t('state.nothing_found')}</p>
        ) : null}
      </div>
      {footer}
    </div>
  )
}
