import { Check, Minus } from 'lucide-react'
import { Checkbox as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '#lib/cn.ts'

/** The box is 16 px; what can be pressed is larger. */
export const Checkbox = ({ className, ...rest }: ComponentProps<typeof Radix.Root>) => (
  <Radix.Root
    className={cn(
      'relative grid size-4 shrink-0 place-items-center rounded-sm border border-line-strong bg-surface text-on-brand after:absolute after:-inset-1 data-[state=checked]:border-brand data-[state=checked]:bg-brand data-[state=indeterminate]:border-brand data-[state=indeterminate]:bg-brand pointer-coarse:size-5 pointer-coarse:after:-inset-3',
      className,
    )}
    {...rest}
  >
    <Radix.Indicator className="group">
      <Check className="size-3 group-data-[state=indeterminate]:hidden" strokeWidth={3} aria-hidden />
      <Minus className="hidden size-3 group-data-[state=indeterminate]:block" strokeWidth={3} aria-hidden />
    </Radix.Indicator>
  </Radix.Root>
)
