import { Popover as Radix, Slot } from 'radix-ui'
import type { ComponentProps, ReactNode, RefObject } from 'react'
import { cn } from '#lib/cn.ts'
import { stayForToasts } from './stay-for-toasts.ts'
import { useOpening } from './use-opening.ts'

export const floatLook =
  'z-50 rounded-md border border-line bg-raised text-text shadow-float outline-none animate-pop max-h-(--radix-popper-available-height,80dvh) overflow-y-auto'

/** Opens beside what was pressed. What opens is made when it is first opened: a page has many of them. */
export function Popover({
  trigger,
  virtualAnchor,
  children,
  label,
  className,
  align = 'start',
  side,
  onEscapeKeyDown,
  ...given
}: Omit<ComponentProps<typeof Radix.Root>, 'modal'> & {
  trigger?: ReactNode
  /** Where it opens, when nothing of its own was pressed. */
  virtualAnchor?: RefObject<Element>
  label: string
  className?: string
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom' | 'left' | 'right'
  /** Where Esc means something else than leaving. */
  onEscapeKeyDown?: (event: globalThis.KeyboardEvent) => void
  children: ReactNode
}) {
  const { open, setOpen, made, anchor, triggered, content } = useOpening(given)
  return (
    <>
      {trigger ? (
        <Slot.Root {...triggered} aria-haspopup="dialog" onClick={() => setOpen(!open)}>
          {trigger}
        </Slot.Root>
      ) : null}
      {made ? (
        <Radix.Root open={open} onOpenChange={setOpen}>
          <Radix.Anchor virtualRef={virtualAnchor ?? (anchor as RefObject<Element>)} />
          <Radix.Portal>
            <Radix.Content
              {...(trigger ? content : { onInteractOutside: stayForToasts })}
              aria-label={label}
              align={align}
              {...(side ? { side } : {})}
              {...(onEscapeKeyDown ? { onEscapeKeyDown } : {})}
              sideOffset={6}
              collisionPadding={12}
              className={cn(floatLook, 'w-72 max-w-[calc(100vw-24px)] p-3', className)}
            >
              {children}
            </Radix.Content>
          </Radix.Portal>
        </Radix.Root>
      ) : null}
    </>
  )
}
export const PopoverClose = Radix.Close

/** A menu that closes hands the focus back a moment later, which would close whatever opened before that. */
export const afterClosing = (work: () => void) => setTimeout(work, 30)
