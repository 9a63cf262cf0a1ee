import { Popover as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode, RefObject } from 'react'
import { cn } from '#lib/cn.ts'

export const floatLook =
  'z-50 rounded-md border border-line bg-raised text-text shadow-float outline-none animate-pop max-h-(--radix-popper-available-height,80dvh) overflow-y-auto'

/** Opens beside what was pressed. */
export function Popover({
  trigger,
  virtualAnchor,
  children,
  label,
  className,
  align = 'start',
  side,
  ...root
}: ComponentProps<typeof Radix.Root> & {
  trigger?: ReactNode
  /** Where it opens, when nothing of its own was pressed. */
  virtualAnchor?: RefObject<Element>
  label: string
  className?: string
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom' | 'left' | 'right'
  children: ReactNode
}) {
  return (
    <Radix.Root {...root}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      {virtualAnchor ? <Radix.Anchor virtualRef={virtualAnchor} /> : null}
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          {...(side ? { side } : {})}
          sideOffset={6}
          collisionPadding={12}
          className={cn(floatLook, 'w-72 max-w-[calc(100vw-24px)] p-3', className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
export const PopoverClose = Radix.Close

/** A menu that closes hands the focus back a moment later, which would close whatever opened before that. */
export const afterClosing = (work: () => void) => setTimeout(work, 30)
