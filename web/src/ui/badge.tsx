import { cva, type VariantProps } from 'class-variance-authority'
import { X } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '#lib/cn.ts'

const badgeLook = cva('inline-flex h-5 max-w-full items-center gap-1 rounded-sm px-1.5 text-meta font-medium', {
  variants: {
    tone: {
      neutral: 'bg-sunken text-text-2 dark:bg-hover',
      brand: 'bg-brand-soft text-brand',
      accent: 'bg-accent-soft text-accent-text',
      success: 'bg-success-soft text-success',
      warn: 'bg-warn-soft text-warn',
      danger: 'bg-danger-soft text-danger',
      info: 'bg-info-soft text-info',
      outline: 'border border-line-strong/60 text-text-2',
    },
  },
  defaultVariants: { tone: 'neutral' },
})
export type Tone = NonNullable<VariantProps<typeof badgeLook>['tone']>

export const Badge = ({ tone, className, ...rest }: ComponentProps<'span'> & { tone?: Tone }) => (
  <span className={cn(badgeLook({ tone }), className)} {...rest} />
)

/** A value among others, which can be taken away. */
export function Chip({
  children,
  color,
  onRemove,
  removeLabel,
}: {
  children: ReactNode
  /** One of the colours of `styles.css`; none is neutral. */
  color?: string | null
  onRemove?: () => void
  removeLabel?: string
}) {
  return (
    <span
      data-tag={color ?? undefined}
      className="tag-tone inline-flex h-6 max-w-full items-center gap-1 rounded-sm border ps-2 pe-2 text-dense has-[button]:pe-0.5 pointer-coarse:has-[button]:h-7"
    >
      <span className="truncate">{children}</span>
      {onRemove ? (
        <button
          type="button"
          aria-label={removeLabel}
          onClick={onRemove}
          className="relative grid size-5 place-items-center rounded-sm after:absolute after:-inset-0.5 hover:bg-hover pointer-coarse:size-6 pointer-coarse:after:-inset-x-1.5 pointer-coarse:after:-inset-y-2.5"
        >
          <X className="size-3" aria-hidden />
        </button>
      ) : null}
    </span>
  )
}
