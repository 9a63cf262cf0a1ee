import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from '#lib/cn.ts'
import { moveFocus } from './roving.ts'

export const Tabs = Radix.Root
export const TabPanel = Radix.Content

export const TabList = ({ label, children, className }: { label: string; children: ReactNode; className?: string }) => (
  <Radix.List
    aria-label={label}
    className={cn('flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]', className)}
  >
    {children}
  </Radix.List>
)

export const Tab = ({ value, children }: { value: string; children: ReactNode }) => (
  <Radix.Trigger
    value={value}
    className="-mb-px h-9 shrink-0 border-b-2 border-transparent px-3 text-base text-text-2 hover:text-text focus-visible:-outline-offset-2 data-[state=active]:border-brand data-[state=active]:font-medium data-[state=active]:text-text pointer-coarse:h-11"
  >
    {children}
  </Radix.Trigger>
)

/** One of two or three ways to see the same thing. */
export function Segmented<T extends string>({
  label,
  value,
  onChange,
  choices,
}: {
  label: string
  value: T
  onChange: (value: T) => void
  choices: readonly { value: T; label: ReactNode; name: string }[]
}) {
  return (
    <div
      role="radiogroup"
      aria-label={label}
      onKeyDown={moveFocus}
      className="inline-flex rounded-sm border border-line bg-sunken p-0.5"
    >
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          role="radio"
          aria-checked={choice.value === value}
          tabIndex={choice.value === value ? 0 : -1}
          aria-label={choice.name}
          title={choice.name}
          onClick={() => onChange(choice.value)}
          className="inline-flex h-7 items-center gap-1.5 rounded-sm px-2 text-dense text-text-2 hover:text-text aria-checked:bg-surface aria-checked:font-medium aria-checked:text-text aria-checked:shadow-[0_0_0_1px_var(--color-line)] pointer-coarse:h-10 pointer-coarse:px-3"
        >
          {choice.label}
        </button>
      ))}
    </div>
  )
}
