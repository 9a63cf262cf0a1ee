import { type ReactNode, useEffect, useRef } from 'react'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'

/** What an earlier visit left in the form, and the way to begin anew. */
export function Restored({ onClear }: { onClear: () => void }) {
  const t = useT()
  return (
    <p className="flex flex-wrap items-center gap-x-2 rounded-sm bg-sunken px-3 py-1.5 text-dense text-text-2">
      {t('create.restored')}
      <Button look="link" size="sm" className="px-0" onClick={onClear}>
        {t('create.start_over')}
      </Button>
    </p>
  )
}

/** The server has one like it: the reader opens that one, or makes this one all the same. */
export function Refused({ children }: { children: ReactNode }) {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
    box.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div ref={box} role="alert" tabIndex={-1} className="flex flex-col gap-2 outline-none">
      <p className="font-medium">{t('create.refused')}</p>
      {children}
    </div>
  )
}
