import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from '#lib/cn.ts'

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
