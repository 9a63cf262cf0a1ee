// Comes after the page, with the library that keeps the focus inside: nothing of it is seen before something is asked.
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { type DialogProps, focusDialog, type SheetProps } from './dialog-parts.ts'
import { IconButton } from './icon-button.tsx'
import { stayForToasts } from './stay-for-toasts.ts'

const veil = 'fixed inset-0 z-40 bg-veil animate-fade'

/** A dialog as it is drawn. */
export function DialogFrame({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  wide,
  keepOpen,
  goBack,
}: DialogProps & { goBack: (event: Event) => void }) {
  const t = useT()
  return (
    <Radix.Root open={open} {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onInteractOutside={keepOpen ? (event) => event.preventDefault() : stayForToasts}
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

/** A sheet as it is drawn. */
export function SheetFrame({ open, onOpenChange, title, children }: SheetProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusDialog}
          onInteractOutside={stayForToasts}
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
