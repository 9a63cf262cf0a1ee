import { Check, ChevronDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from '#lib/cn.ts'
import { controlLook } from './input.tsx'
import { floatLook } from './popover.tsx'

export interface Choice<T extends string = string> {
  value: T
  label: ReactNode
}

// Radix keeps '' for "nothing chosen", so the choice of nothing needs another name.
const NOTHING = '__none__'

/** One of a few. For many, or many at once, there is Combobox. */
export function Select<T extends string>({
  value,
  onChange,
  choices,
  placeholder,
  empty,
  className,
  defaultOpen,
  onOpenChange,
  ...control
}: {
  value: T | null
  onChange: (value: T | null) => void
  choices: readonly Choice<T>[]
  placeholder?: string
  /** The words for choosing nothing; without them something must be chosen. */
  empty?: string
  className?: string
  defaultOpen?: boolean
  onOpenChange?: (open: boolean) => void
  id?: string
  'aria-label'?: string
  'aria-invalid'?: boolean | undefined
  'aria-describedby'?: string | undefined
  disabled?: boolean
}) {
  const all: Choice[] = empty === undefined ? [...choices] : [{ value: NOTHING, label: empty }, ...choices]
  return (
    <Radix.Root
      value={value ?? ''}
      onValueChange={(next) => onChange(next === NOTHING ? null : (next as T))}
      {...(defaultOpen ? { defaultOpen } : {})}
      {...(onOpenChange ? { onOpenChange } : {})}
      {...(control.disabled ? { disabled: true } : {})}
    >
      <Radix.Trigger
        {...control}
        className={cn(
          controlLook,
          'flex h-8 items-center gap-2 text-start data-[placeholder]:text-text-3 pointer-coarse:h-11',
          className,
        )}
      >
        <span className="min-w-0 flex-1 truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <ChevronDown className="size-4 shrink-0 text-text-3" aria-hidden />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className={cn(floatLook, 'min-w-(--radix-select-trigger-width)')}
        >
          <Radix.Viewport className="p-1">
            {all.map((choice) => (
              <Radix.Item
                key={choice.value}
                value={choice.value}
                className="flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 text-base outline-none data-[highlighted]:bg-hover pointer-coarse:min-h-11"
              >
                <span className={cn('min-w-0 flex-1', choice.value === NOTHING && 'text-text-3')}>
                  <Radix.ItemText>{choice.label}</Radix.ItemText>
                </span>
                <Radix.ItemIndicator>
                  <Check className="size-4" aria-hidden />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
