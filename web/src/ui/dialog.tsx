import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { IconButton } from './icon-button.tsx'

interface Props {
  open: boolean
  /** Absent: it cannot be closed, only answered. */
  onOpenChange?: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  children: ReactNode
  footer?: ReactNode
  wide?: boolean
  /** Set when leaving by accident would lose what was typed. */
  keepOpen?: boolean
}

const veil = 'fixed inset-0 z-40 bg-veil animate-fade'

/** Without a field that asks for it, the focus goes to the dialog itself: its name is read, and no tooltip opens. */
export function focusDialog(event: Event): void {
  event.preventDefault()
  ;(event.currentTarget as HTMLElement).focus({ preventScroll: true })
}

/**
 * Where the focus was when it opened, to go back there. A field that takes the focus as it appears does so before the
 * dialog could look, so the dialog looks as soon as it is asked for.
 */
export function useFocusReturn(open: boolean): (event: Event) => void {
  const [was, setWas] = useState(false)
  const [opener, setOpener] = useState<Element | null>(null)
  if (open !== was) {
    setWas(open)
    if (open) setOpener(document.activeElement)
  }
  return (event) => {
    if (!(opener instanceof HTMLElement) || !opener.isConnected || opener === document.body) return
    event.preventDefault()
    opener.focus({ preventScroll: true })
  }
}

/** Asks for something before the page goes on. On a phone it rises from the bottom edge. */
export function Dialog({ open, onOpenChange, title, description, children, footer, wide, keepOpen }: Props) {
  const t = useT()
  const goBack = useFocusReturn(open)
  const stay = keepOpen ? (event: Event) => event.preventDefault() : undefined
  return (
    <Radix.Root open={open} {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          {...(stay ? { onInteractOutside: stay } : {})}
          onOpenAutoFocus={focusDialog}
          onCloseAutoFocus={goBack}
          className={cn(
            'fixed z-40 flex max-h-[92dvh] flex-col border border-line bg-raised shadow-float outline-none',
            'inset-x-0 bottom-0 animate-rise rounded-t-lg pb-[env(safe-area-inset-bottom)]',
            'sm:inset-x-auto sm:inset-y-0 sm:start-1/2 sm:m-auto sm:h-fit sm:max-h-[88dvh] sm:-translate-x-1/2 sm:animate-fade sm:rounded-lg sm:pb-0 sm:rtl:translate-x-1/2',
            wide ? 'sm:w-[min(720px,calc(100vw-48px))]' : 'sm:w-[min(480px,calc(100vw-48px))]',
          )}
        >
          <header className="flex items-start gap-3 border-b border-line px-4 py-3 sm:px-6 sm:py-4">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-h3 font-semibold">{title}</Radix.Title>
              {description ? (
                <Radix.Description className="mt-0.5 text-dense text-text-3">{description}</Radix.Description>
              ) : null}
            </div>
            {onOpenChange ? (
              <Radix.Close asChild>
                <IconButton label={t('action.close')} className="-me-2">
                  <X className="size-4" aria-hidden />
                </IconButton>
              </Radix.Close>
            ) : null}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4 sm:px-6">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3 sm:px-6">
              {footer}
            </footer>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** A panel from the bottom edge, for what is a menu or a popover on larger screens. */
export function Sheet({
  open,
  onOpenChange,
  title,
  children,
}: Pick<Props, 'open' | 'title' | 'children'> & { onOpenChange: (open: boolean) => void }) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusDialog}
          className="fixed inset-x-0 bottom-0 z-40 flex max-h-[85dvh] animate-rise flex-col rounded-t-lg border-t border-line bg-raised pb-[env(safe-area-inset-bottom)] shadow-float outline-none"
        >
          <span aria-hidden className="mx-auto mt-2 h-1 w-10 rounded-full bg-line-strong/50" />
          <Radix.Title className="px-4 pt-2 pb-1 text-base font-semibold">{title}</Radix.Title>
          <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
