import { useEffect, useRef, useState } from 'react'
import { formatDateTime } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import type { readMoment } from '#lib/moments.ts'
import { Input } from '#ui/input.tsx'
import { Kbd } from '#ui/kbd.tsx'

type Reader = typeof readMoment
// What understands days in words comes after the page; the field is there before it.
const loadReader = async (): Promise<Reader> => (await import('#lib/moments.ts')).readMoment

/** "tomorrow 15h": an instant in words, understood as one types it. Enter takes it. */
export function TypedMoment({ onTake }: { onTake: (at: Date) => void }) {
  const t = useT()
  const box = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [reader, setReader] = useState<{ read: Reader } | null>(null)
  const words = { today: t('filter.today'), tomorrow: t('calendar.tomorrow') }
  const at = reader?.read(typed, words) ?? null
  useEffect(() => {
    void loadReader().then(
      (read) => setReader({ read }),
      () => undefined,
    )
  }, [])
  useShortcut('d', 'keys.follow_up', () => {
    box.current?.scrollIntoView({ block: 'nearest' })
    box.current?.focus()
  })
  return (
    <form
      className="flex flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        void loadReader().then(
          (read) => {
            const taken = read(typed, words)
            if (!taken) return
            onTake(taken)
            setTyped('')
            box.current?.blur()
          },
          () => undefined,
        )
      }}
    >
      <div className="relative">
        <Input
          ref={box}
          aria-label={t('leads.follow_up.typed')}
          aria-describedby="typed-moment"
          placeholder={t('leads.follow_up.placeholder')}
          autoComplete="off"
          enterKeyHint="done"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            setTyped('')
            event.currentTarget.blur()
          }}
          className="pe-9"
        />
        <span className="pointer-events-none absolute inset-y-0 end-2 hidden items-center pointer-fine:flex">
          <Kbd keys={typed ? 'enter' : 'd'} />
        </span>
      </div>
      <p id="typed-moment" role="status" className="text-meta text-text-3 empty:hidden">
        {typed.trim() && reader ? (at ? formatDateTime(at.toISOString()) : t('leads.follow_up.unread')) : null}
      </p>
    </form>
  )
}
