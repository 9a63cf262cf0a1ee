import { Check } from 'lucide-react'
import { Slot } from 'radix-ui'
import { Menu as Radix } from 'radix-ui/internal'
import {
  type ComponentProps,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useRef,
} from 'react'
import { cn } from '#lib/cn.ts'
import { Kbd } from './kbd.tsx'
import { floatLook } from './popover.tsx'
import { useOpening } from './use-opening.ts'

const itemLook =
  'flex min-h-8 cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 text-base outline-none data-[highlighted]:bg-hover data-[disabled]:text-text-3 pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-text-3'

const CHOICE = '[role^=menuitem]:not([data-disabled])'

/** Choices beside what was pressed. They are made when they are first opened: a page has many menus. */
export function Menu({
  trigger,
  children,
  align = 'end',
  side,
  className,
  ...given
}: {
  trigger: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom'
  className?: string
  children: ReactNode
}) {
  const { open, setOpen, made, anchor, triggered, content } = useOpening(given)
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || event.ctrlKey || (event.currentTarget as HTMLButtonElement).disabled) return
    // The focus goes into what opens.
    if (!open) event.preventDefault()
    setOpen(!open)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!['Enter', ' ', 'ArrowDown'].includes(event.key)) return
    event.preventDefault()
    setOpen(event.key === 'ArrowDown' || !open)
  }
  /** What opens for the first time did not see the key that opened it, and would leave the first choice unmarked. */
  const fresh = useRef(true)
  const focusFirst = (box: HTMLElement | null) => {
    if (!box || !fresh.current) return
    fresh.current = false
    requestAnimationFrame(() => {
      if (box.matches(':focus-visible')) box.querySelector<HTMLElement>(CHOICE)?.focus()
    })
  }
  return (
    <>
      <Slot.Root {...triggered} aria-haspopup="menu" onPointerDown={onPointerDown} onKeyDown={onKeyDown}>
        {trigger}
      </Slot.Root>
      {made ? (
        // Not modal: the page behind stays a page, for eyes and for screen readers.
        <Radix.Root open={open} onOpenChange={setOpen} modal={false}>
          <Radix.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
          <Radix.Portal>
            <Radix.Content
              ref={focusFirst}
              {...content}
              aria-labelledby={triggered.id}
              align={align}
              {...(side ? { side } : {})}
              sideOffset={4}
              collisionPadding={8}
              className={cn(floatLook, 'min-w-48 p-1', className)}
            >
              {children}
            </Radix.Content>
          </Radix.Portal>
        </Radix.Root>
      ) : null}
    </>
  )
}

export function MenuItem({
  icon,
  keys,
  danger,
  children,
  className,
  ...rest
}: ComponentProps<typeof Radix.Item> & { icon?: ReactNode; keys?: string; danger?: boolean }) {
  return (
    <Radix.Item className={cn(itemLook, danger && 'text-danger [&_svg]:text-danger', className)} {...rest}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys ? <Kbd keys={keys} /> : null}
    </Radix.Item>
  )
}

/** One of several: the present one carries a tick. */
export function MenuChoices<T extends string>({
  value,
  onChange,
  choices,
}: {
  value: T
  onChange: (value: T) => void
  choices: readonly { value: T; label: ReactNode; icon?: ReactNode; disabled?: boolean }[]
}) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
      {choices.map((choice) => (
        <Radix.RadioItem
          key={choice.value}
          value={choice.value}
          disabled={choice.disabled ?? false}
          className={itemLook}
        >
          {choice.icon}
          <span className="min-w-0 flex-1 truncate">{choice.label}</span>
          <Radix.ItemIndicator>
            <Check aria-hidden />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  )
}

export const MenuLabel = (props: { children: ReactNode }) => (
  <Radix.Label className="px-2 pt-2 pb-1 text-meta font-medium text-text-3" {...props} />
)
export const MenuSeparator = () => <Radix.Separator className="-mx-1 my-1 h-px bg-line" />
