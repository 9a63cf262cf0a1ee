import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useT } from '#lib/i18n.ts'
import { focusDialog } from './dialog-parts.ts'
import { IconButton } from './icon-button.tsx'
import { stayForToasts } from './stay-for-toasts.ts'

/** Shows something beside the page without leaving it: at the end edge, or from the bottom on a phone. */
export function SidePanel({
  open,
  onOpenChange,
  title,
  kind,
  tools,
  children,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** What sort of thing it is, above its name. */
  kind?: ReactNode
  /** Beside the way to close it. */
  tools?: ReactNode
  children: ReactNode
}) {
  const t = useT()
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-veil" />
        <Radix.Content
          aria-describedby={undefined}
          data-panel
          onOpenAutoFocus={focusDialog}
          onInteractOutside={stayForToasts}
          className="fixed inset-x-0 bottom-0 z-40 flex max-h-[85dvh] animate-rise flex-col rounded-t-lg border border-line bg-raised pb-[env(safe-area-inset-bottom)] shadow-float outline-none sm:inset-y-0 sm:start-auto sm:end-0 sm:h-dvh sm:max-h-none sm:w-105 sm:animate-panel sm:rounded-none"
        >
          <header className="flex items-center border-b border-line py-2 ps-4 pe-2">
            <div className="min-w-0 flex-1 pe-3">
              {kind ? <p className="text-meta text-text-3">{kind}</p> : null}
              <Radix.Title className="text-h3 font-semibold break-words" dir="auto">
                {title}
              </Radix.Title>
            </div>
            {tools}
            <Radix.Close asChild>
              <IconButton label={t('action.close')}>
                <X className="size-4" aria-hidden />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
