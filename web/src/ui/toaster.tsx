import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { type CSSProperties, useEffect, useRef, useState } from 'react'
import { Toaster as Sonner, toast } from 'sonner'
import { directionOf, t, useLanguage, useT } from '#lib/i18n.ts'
import { Button } from './button.tsx'

/** Where toasts rise. Hover or focus holds them. `onStand`: told when it is there. */
export function Toaster({ onStand }: { onStand: () => void }) {
  const t = useT()
  useEffect(onStand, [onStand])
  const direction = directionOf(useLanguage())
  return (
    // Whoever walks out of the toasts goes on with the page: the library would take the focus back to where it came from,
    // and so round and round.
    <div className="contents" onFocusCapture={(event) => event.stopPropagation()}>
      <Sonner
        dir={direction}
        // At the end of the line, out of the way of what floats in the middle.
        position={direction === 'rtl' ? 'bottom-left' : 'bottom-right'}
        style={{ '--width': '420px' } as CSSProperties}
        // Each has its own clock, which also stands still while the keyboard is in it.
        duration={Infinity}
        offset={{
          bottom: 'calc(24px + var(--toast-lift, 0px))',
          left: 'calc(24px + var(--toast-aside, 0px))',
          right: 'calc(24px + var(--toast-aside, 0px))',
        }}
        mobileOffset={{ bottom: 'calc(72px + var(--toast-lift, 0px))', left: 12, right: 12 }}
        // The other label of this sort would have the key for it, in English.
        customAriaLabel={t('shell.notifications')}
        toastOptions={{ unstyled: true, className: 'w-full font-sans' }}
      />
    </div>
  )
}

export interface Message {
  text: string
  detail?: string | undefined
  failed?: boolean
  action?: { label: string; run: () => void }
}

/** How long a toast stays, in ms, after it was last looked after. */
const SHOWN = 8000

/** Shows one toast. */
export const show = (message: Message): void => void toast.custom((id) => <Told id={id} {...message} />)

/** Goes by itself, but never from under the pointer, the focus, or a page that nobody sees. */
function Told({ id, text, detail, failed, action }: Message & { id: string | number }) {
  const box = useRef<HTMLDivElement>(null)
  const [held, setHeld] = useState(false)
  const [away, setAway] = useState(document.hidden)
  useEffect(() => {
    const look = () => setAway(document.hidden)
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  useEffect(() => {
    if (held || away) return
    const timer = setTimeout(() => toast.dismiss(id), SHOWN)
    return () => clearTimeout(timer)
  }, [id, held, away])
  const look = () => setHeld(box.current?.matches(':hover, :focus-within') ?? false)
  const Icon = failed ? CircleAlert : CircleCheck
  return (
    <div
      ref={box}
      role={failed ? 'alert' : 'status'}
      onPointerEnter={look}
      onPointerLeave={look}
      onFocusCapture={look}
      onBlurCapture={() => setTimeout(look)}
      className="ms-auto flex w-fit max-w-full items-center max-sm:mx-auto gap-3 rounded-md border border-line bg-raised py-2 ps-3 pe-2 text-base text-text shadow-float"
    >
      <Icon className={failed ? 'size-4 shrink-0 text-danger' : 'size-4 shrink-0 text-success'} aria-hidden />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block">
          {text}
        </span>
        {detail ? <span className="block text-dense text-text-2">{detail}</span> : null}
      </span>
      {action ? (
        <Button
          size="sm"
          look="ghost"
          className="font-semibold text-brand"
          onClick={() => {
            toast.dismiss(id)
            action.run()
          }}
        >
          {action.label}
        </Button>
      ) : null}
      <Button size="icon-sm" look="ghost" aria-label={t('action.close')} onClick={() => toast.dismiss(id)}>
        <X className="size-4" aria-hidden />
      </Button>
    </div>
  )
}

export const dismiss = () => toast.dismiss()
