import { cva, type VariantProps } from 'class-variance-authority'
import { LoaderCircle } from 'lucide-react'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '#lib/cn.ts'

export const buttonLook = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-sm font-medium transition-colors disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        primary: 'bg-brand text-on-brand hover:bg-brand-hover',
        secondary: 'border border-line-strong/60 bg-surface text-text hover:bg-hover',
        ghost: 'text-text-2 hover:bg-hover hover:text-text data-[state=open]:bg-hover',
        danger: 'bg-danger text-on-danger hover:opacity-90',
        link: 'text-brand underline-offset-4 hover:underline',
      },
      size: {
        sm: 'h-7 px-2 text-dense pointer-coarse:h-11 pointer-coarse:px-3',
        md: 'h-8 px-3 text-base pointer-coarse:h-11 pointer-coarse:px-4',
        lg: 'h-10 px-4 text-base pointer-coarse:h-12',
        icon: 'size-8 pointer-coarse:size-11',
        'icon-sm': 'size-7 pointer-coarse:size-11',
      },
    },
    defaultVariants: { look: 'secondary', size: 'md' },
  },
)

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonLook> & { asChild?: boolean; busy?: boolean }

export function Button({ look, size, asChild, busy, className, children, disabled, ...rest }: ButtonProps) {
  const classes = cn(buttonLook({ look, size }), className)
  if (asChild)
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    )
  return (
    <button type="button" className={classes} disabled={disabled || busy} aria-busy={busy || undefined} {...rest}>
      {busy ? <LoaderCircle className="size-4 animate-spin" aria-hidden /> : null}
      {children}
    </button>
  )
}
