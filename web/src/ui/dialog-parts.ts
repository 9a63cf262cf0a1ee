import type { ReactNode } from 'react'

export interface DialogProps {
  open: boolean
  /** Absent: it cannot be closed, only answered. */
  onOpenChange?: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  children: ReactNode
  footer?: ReactNode
  wide?: boolean
  /** Set when leaving by accident would lose what was typed. */
  keepOpen?: boolean
}

export type SheetProps = Pick<DialogProps, 'open' | 'title' | 'children'> & { onOpenChange: (open: boolean) => void }

/** Without a field that asks for it, the focus goes to the dialog itself: its name is read, and no tooltip opens. */
export function focusDialog(event: Event): void {
  event.preventDefault()
  ;(event.currentTarget as HTMLElement).focus({ preventScroll: true })
}
