import { useRef, useState } from 'react'
import { formatDateTime } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { readMoment } from '#lib/moments.ts'
import { Input } from '#ui/input.tsx'
import { Kbd } from '#ui/kbd.tsx'

/** "tomorrow 15h": an instant in words, understood as one types it. Enter takes it. */
export function TypedMoment({ onTake }: { onTake: (at: Date) => void }) {
  const t = useT()
  const box = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const at = readMoment(typed, { today: t('filter.today'), tomorrow: t('calendar.tomorrow') })
  useShortcut('d', 'keys.follow_up', () => {
    box.current?.scrollIntoView({ block: 'nearest' })
    box.current?.focus()
  })
  return (
    <form
      className="flex flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        if (!at) return
        onTake(at)
        setTyped('')
        box.current?.blur()
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
        {typed.trim() ? (at ? formatDateTime(at.toISOString()) : t('leads.follow_up.unread')) : null}
      </p>
    </form>
  )
}
