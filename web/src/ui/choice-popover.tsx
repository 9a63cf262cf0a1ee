import type { ComponentProps, ReactNode } from 'react'
import { ChoiceList } from './choice-list.tsx'
import { Popover } from './popover.tsx'

type ListProps = ComponentProps<typeof ChoiceList>

/** A list of choices beside what was pressed. It closes as soon as one is made. */
export function ChoicePopover({
  open,
  onOpenChange,
  side,
  trigger,
  header,
  onChoose,
  onCreate,
  ...list
}: Omit<ListProps, 'multiple'> & {
  open: boolean
  onOpenChange: (open: boolean) => void
  side?: 'top' | 'bottom'
  trigger: ReactNode
  /** Stands above the choices. */
  header?: ReactNode
}) {
  const closing = (act: (value: string) => void) => (value: string) => {
    onOpenChange(false)
    act(value)
  }
  return (
    <Popover
      label={list.label}
      open={open}
      onOpenChange={onOpenChange}
      {...(side ? { side } : {})}
      className="p-0"
      trigger={trigger}
    >
      {header}
      <ChoiceList {...list} onChoose={closing(onChoose)} {...(onCreate ? { onCreate: closing(onCreate) } : {})} />
    </Popover>
  )
}
