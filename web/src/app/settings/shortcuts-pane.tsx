import { RotateCcw } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { fold } from '#lib/fold.ts'
import { type MessageId, useT } from '#lib/i18n.ts'
import { keyOfEvent } from '#lib/keyboard.ts'
import { useChoose } from '#lib/my-preferences.ts'
import {
  conflictOf,
  idOf,
  isReserved,
  keysNow,
  SCOPES,
  type ShortcutEntry,
  SHORTCUTS,
  useShortcutChoices,
} from '#lib/shortcuts.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { SearchInput } from '#ui/input.tsx'
import { Keycaps } from '#ui/kbd.tsx'
import { Switch } from '#ui/switch.tsx'
import { Line, Section } from './section.tsx'

/** Every shortcut: single keys on or off, each key one's own. */
export function ShortcutsPane() {
  const t = useT()
  const choices = useShortcutChoices()
  const choose = useChoose()
  const [text, setText] = useState('')
  const remap = (id: string, keys: string | null) => {
    const { [id]: _, ...others } = choices.remapped
    choose({ shortcuts: keys === null ? others : { ...others, [id]: keys } })
  }
  const changed = Object.keys(choices.remapped).length > 0
  return (
    <>
      <Section title={t('shortcuts.single')}>
        <Line
          label={<label htmlFor="single-keys">{t('shortcuts.single_label')}</label>}
          hint={t('shortcuts.single_hint')}
        >
          <Switch
            id="single-keys"
            checked={choices.single_keys}
            onCheckedChange={(single_keys) => choose({ single_keys })}
          />
        </Line>
      </Section>
      <Section title={t('shell.shortcuts')} hint={t('shortcuts.hint')}>
        <div className="flex gap-2">
          <SearchInput label={t('keys.find')} value={text} onChange={setText} />
          {changed ? <Button onClick={() => choose({ shortcuts: {} })}>{t('shortcuts.reset_all')}</Button> : null}
        </div>
        {SCOPES.map((scope) => {
          const entries = SHORTCUTS.filter(
            (one) => one.scope === scope && fold(t(one.label)).includes(fold(text.trim())),
          )
          if (!entries.length) return null
          return (
            <section key={scope}>
              <h3 className="py-1 text-dense font-medium text-text-2">{t(`keys.scope.${scope}` as MessageId)}</h3>
              <ul className="rounded-md border border-line bg-surface">
                {entries.map((shortcut) => (
                  <Shortcut
                    key={idOf(shortcut)}
                    shortcut={shortcut}
                    now={keysNow(shortcut, choices)}
                    remapped={idOf(shortcut) in choices.remapped}
                    onChange={(keys) => remap(idOf(shortcut), keys)}
                  />
                ))}
              </ul>
            </section>
          )
        })}
      </Section>
    </>
  )
}

function Shortcut({
  shortcut,
  now,
  remapped,
  onChange,
}: {
  shortcut: ShortcutEntry
  now: string | null
  remapped: boolean
  onChange: (keys: string | null) => void
}) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState('')
  const button = useRef<HTMLButtonElement>(null)
  const end = () => {
    setAsking(false)
    setRefusal('')
  }

  function onKeyDown(event: KeyboardEvent<HTMLButtonElement>) {
    if (!asking || /^(Shift|Control|Alt|Meta|Tab)$/.test(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return end()
    const keys = keyOfEvent(event.nativeEvent)
    const taken = conflictOf(idOf(shortcut), keys)
    if (isReserved(keys)) return setRefusal(t('shortcuts.reserved'))
    if (taken) return setRefusal(t('shortcuts.taken', { name: t(taken.label) }))
    end()
    onChange(keys === shortcut.keys ? null : keys)
  }

  return (
    <li className="flex min-h-10 flex-wrap items-center gap-x-3 border-b border-line px-3 py-1 last:border-0 pointer-coarse:min-h-12">
      <span className="min-w-0 flex-1">{t(shortcut.label)}</span>
      {remapped ? (
        <IconButton size="icon-sm" label={t('shortcuts.reset')} onClick={() => onChange(null)}>
          <RotateCcw className="size-3.5" aria-hidden />
        </IconButton>
      ) : null}
      <Button
        ref={button}
        size="sm"
        look={asking ? 'secondary' : 'ghost'}
        className="min-w-24"
        aria-label={t('shortcuts.change', { name: t(shortcut.label), keys: now ?? t('keys.off') })}
        onClick={() => setAsking(true)}
        onBlur={end}
        onKeyDown={onKeyDown}
      >
        {asking ? (
          t('shortcuts.press')
        ) : now ? (
          <Keycaps keys={now} />
        ) : (
          <span className="text-meta text-text-3">{t('keys.off')}</span>
        )}
      </Button>
      {asking && refusal ? (
        <p role="alert" className="w-full pb-1 text-meta text-danger">
          {refusal}
        </p>
      ) : null}
    </li>
  )
}
