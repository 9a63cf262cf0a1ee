import { Switch as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '#lib/cn.ts'

/** On or off, at once. */
export const Switch = ({ className, ...rest }: ComponentProps<typeof Radix.Root>) => (
  <Radix.Root
    className={cn(
      'relative inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-line-strong bg-sunken transition-colors after:absolute after:-inset-1.5 data-[state=checked]:border-brand data-[state=checked]:bg-brand pointer-coarse:after:-inset-3',
      className,
    )}
    {...rest}
  >
    <Radix.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-line-strong transition-transform data-[state=checked]:translate-x-4.5 data-[state=checked]:bg-on-brand rtl:-translate-x-0.5 rtl:data-[state=checked]:-translate-x-4.5" />
  </Radix.Root>
)
