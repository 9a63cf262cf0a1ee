import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '#lib/cn.ts'
import { Kbd } from './kbd.tsx'
import { floatLook } from './popover.tsx'

const itemLook =
  'flex min-h-8 cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 text-base outline-none data-[highlighted]:bg-hover data-[disabled]:text-text-3 pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-text-3'

export function Menu({
  trigger,
  children,
  align = 'end',
  side,
  className,
  ...root
}: ComponentProps<typeof Radix.Root> & {
  trigger: ReactNode
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom'
  className?: string
}) {
  return (
    // Not modal: the page behind stays a page, for eyes and for screen readers.
    <Radix.Root modal={false} {...root}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
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
