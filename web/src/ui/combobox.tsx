import { ChevronDown } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { cn } from '#lib/cn.ts'
import { ChoiceList, type Option } from './choice-list.tsx'
import { controlLook } from './input.tsx'
import { Popover, PopoverClose } from './popover.tsx'

/** One of many, found by typing. */
export function Combobox({
  value,
  onChange,
  options,
  label,
  placeholder,
  empty,
  className,
  defaultOpen,
  onOpenChange,
  onSearch,
  busy,
  view,
  ...control
}: {
  value: string | null
  onChange: (value: string | null) => void
  options: readonly Option[]
  label: string
  placeholder?: string
  /** The words for choosing nothing. */
  empty?: string
  className?: string
  defaultOpen?: boolean
  onOpenChange?: (open: boolean) => void
  onSearch?: (text: string) => void
  busy?: boolean
  /** What stands for the chosen one, when it may not be among the options. */
  view?: ReactNode
  id?: string
  'aria-invalid'?: boolean | undefined
  'aria-describedby'?: string | undefined
  disabled?: boolean
}) {
  const [open, setOpen] = useState(defaultOpen ?? false)
  const chosen = options.find((option) => option.value === value)
  const change = (next: boolean) => {
    setOpen(next)
    onOpenChange?.(next)
  }
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={change}
      className="w-(--radix-popover-trigger-width) min-w-60 p-0"
      trigger={
        <button
          type="button"
          aria-haspopup="listbox"
          aria-label={control.id ? undefined : label}
          {...control}
          className={cn(controlLook, 'flex h-8 items-center gap-2 text-start pointer-coarse:h-11', className)}
        >
          <span className={cn('min-w-0 flex-1 truncate', value === null && 'text-text-3')}>
            {view ?? chosen?.view ?? chosen?.text ?? value ?? placeholder}
          </span>
          <ChevronDown className="size-4 shrink-0 text-text-3" aria-hidden />
        </button>
      }
    >
      <ChoiceList
        label={label}
        options={options}
        chosen={value === null ? [] : [value]}
        onChoose={(next) => {
          onChange(next)
          change(false)
        }}
        {...(onSearch ? { onSearch, searchable: true } : {})}
        {...(busy ? { busy } : {})}
        footer={
          empty !== undefined && value !== null ? (
            <PopoverClose
              className="border-t border-line px-3 py-2 text-start text-base text-text-2 hover:bg-hover"
              onClick={() => onChange(null)}
            >
              {empty}
            </PopoverClose>
          ) : null
        }
      />
    </Popover>
  )
}
