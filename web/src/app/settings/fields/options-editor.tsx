import type { CustomOption } from '@rihla/contracts/customFields.ts'
import { ArchiveRestore, ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { useId, useRef } from 'react'
import { flushSync } from 'react-dom'
import { LANGUAGE_NAMES, type Language, useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Input } from '#ui/input.tsx'
import type { Wire } from '#lib/wire.ts'
import { useMoveKeys } from '../use-move-keys.ts'

/** An option while it is edited. `value` is absent as long as no record can have it. */
export interface Draft {
  id: string
  value?: string
  label: string
  labels: Partial<Record<Language, string>>
  archived: boolean
}

let made = 0
const fresh = (label = ''): Draft => ({ id: `new-${(made += 1)}`, label, labels: {}, archived: false })

export const draftOf = ({ value, label, labels, archived }: Wire<CustomOption>): Draft => ({
  id: value,
  value,
  label,
  labels: (labels ?? {}) as Draft['labels'],
  archived: archived === true,
})

const LANGUAGES = Object.keys(LANGUAGE_NAMES) as Language[]

/** What can be chosen: named, ordered, taken away. Enter begins the next; several pasted lines are several options. */
export function OptionsEditor({
  options,
  translating,
  error,
  onChange,
}: {
  options: readonly Draft[]
  translating: boolean
  error: string | undefined
  onChange: (options: Draft[]) => void
}) {
  const t = useT()
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const set = (changed: Draft) => onChange(options.map((one) => (one.id === changed.id ? changed : one)))
  const focus = (one: Draft) =>
    list.current?.querySelector<HTMLElement>(`[data-moved-by-keys="${CSS.escape(one.id)}"] input`)?.focus()
  const insert = (after: number, labels: readonly string[]) => {
    const added = labels.map(fresh)
    // Drawn at once: the next letter is the new one's, however soon it comes.
    flushSync(() => onChange([...options.slice(0, after), ...added, ...options.slice(after)]))
    focus(added.at(-1)!)
  }
  const move = (moved: string, step: 1 | -1) => {
    const at = options.findIndex((one) => one.id === moved)
    const next = [...options]
    const [one] = next.splice(at, 1)
    if (one && options[at + step]) onChange(next.toSpliced(at + step, 0, one))
  }
  useMoveKeys(move)
  return (
    <fieldset className="flex flex-col gap-2" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="pb-1 text-dense font-medium text-text-2">{t('own_fields.options')}</legend>
      <ul ref={list} className="flex flex-col gap-2">
        {options.map((option, index) => (
          <li key={option.id} data-moved-by-keys={option.id} className="flex flex-col gap-1">
            <div className="flex items-center gap-1">
              <Input
                dir="auto"
                maxLength={100}
                autoComplete="off"
                aria-label={t('own_fields.option', { number: index + 1 })}
                aria-invalid={error && !option.label.trim() ? true : undefined}
                disabled={option.archived}
                value={option.label}
                onChange={(event) => set({ ...option, label: event.target.value })}
                onPaste={(event) => {
                  const lines = event.clipboardData
                    .getData('text/plain')
                    .split(/\r?\n/)
                    .map((line) => line.trim())
                  const several = lines.filter(Boolean)
                  if (several.length < 2) return
                  event.preventDefault()
                  insert(index + 1, several)
                }}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
                  event.preventDefault()
                  insert(index + 1, [''])
                }}
              />
              {option.archived ? (
                <IconButton
                  label={t('own_fields.option_restore', { name: option.label })}
                  onClick={() => set({ ...option, archived: false })}
                >
                  <ArchiveRestore className="size-4" aria-hidden />
                </IconButton>
              ) : (
                <>
                  <IconButton
                    label={t('keys.move_up')}
                    keys="mod+shift+arrowup"
                    disabled={index === 0}
                    onClick={() => move(option.id, -1)}
                  >
                    <ArrowUp className="size-4" aria-hidden />
                  </IconButton>
                  <IconButton
                    label={t('keys.move_down')}
                    keys="mod+shift+arrowdown"
                    disabled={index === options.length - 1}
                    onClick={() => move(option.id, 1)}
                  >
                    <ArrowDown className="size-4" aria-hidden />
                  </IconButton>
                  <IconButton
                    label={t('action.remove_named', {
                      name: option.label || t('own_fields.option', { number: index + 1 }),
                    })}
                    onClick={() => onChange(options.filter((one) => one.id !== option.id))}
                  >
                    <X className="size-4" aria-hidden />
                  </IconButton>
                </>
              )}
            </div>
            {translating && !option.archived ? (
              <div className="grid gap-1 ps-4 sm:grid-cols-3">
                {LANGUAGES.map((language) => (
                  <Input
                    key={language}
                    lang={language}
                    dir="auto"
                    maxLength={100}
                    autoComplete="off"
                    placeholder={LANGUAGE_NAMES[language]}
                    aria-label={t('own_fields.option_in', {
                      name: option.label || index + 1,
                      language: LANGUAGE_NAMES[language],
                    })}
                    value={option.labels[language] ?? ''}
                    onChange={(event) =>
                      set({ ...option, labels: { ...option.labels, [language]: event.target.value } })
                    }
                  />
                ))}
              </div>
            ) : null}
            {option.archived ? <p className="text-meta text-text-3">{t('own_fields.option_archived')}</p> : null}
          </li>
        ))}
      </ul>
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-meta text-danger">
          {error}
        </p>
      ) : null}
      <Button size="sm" className="self-start" onClick={() => insert(options.length, [''])}>
        <Plus className="size-4" aria-hidden />
        {t('own_fields.option_add')}
      </Button>
    </fieldset>
  )
}
