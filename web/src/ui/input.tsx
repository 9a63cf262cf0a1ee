import type { ComponentProps } from 'react'
import { cn } from '#lib/cn.ts'

// 16 px on touch, so that iOS does not zoom into a field.
export const controlLook =
  'w-full min-w-0 rounded-sm border border-line-strong bg-surface px-2.5 text-base text-text placeholder:text-text-3 hover:border-text-3 focus-visible:border-brand focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-text-3 aria-invalid:border-danger pointer-coarse:text-read'

/** Without the arrow that browsers draw into a field with suggestions: it takes the room of what is typed. */
export const plainList = '[&::-webkit-calendar-picker-indicator]:hidden!'

/** What a field suggests; anything else may be typed. */
export const Offers = ({ id, offers }: { id: string; offers: readonly string[] }) =>
  offers.length ? (
    <datalist id={id}>
      {offers.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </datalist>
  ) : null

// What is typed chooses its direction; as long as nothing is, the placeholder keeps the page's.
const direction = ({ dir, value }: { dir?: string | undefined; value?: unknown }) =>
  dir === 'auto' && !value ? undefined : dir

export const Input = ({ className, ...rest }: ComponentProps<'input'>) => (
  <input className={cn(controlLook, 'h-8 pointer-coarse:h-11', className)} {...rest} dir={direction(rest)} />
)

/** Narrows a list as one types. Its placeholder is its label. */
export const SearchInput = ({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (text: string) => void
}) => (
  <Input
    type="search"
    dir="auto"
    aria-label={label}
    placeholder={label}
    value={value}
    onChange={(event) => onChange(event.target.value)}
  />
)

export const Textarea = ({ className, ...rest }: ComponentProps<'textarea'>) => (
  <textarea className={cn(controlLook, 'min-h-20 resize-y py-1.5', className)} {...rest} dir={direction(rest)} />
)
