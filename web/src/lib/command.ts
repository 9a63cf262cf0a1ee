import type { ComponentType } from 'react'

/** Something that can be chosen from the command palette. */
export interface Command {
  id: string
  label: string
  icon?: ComponentType<{ className?: string; 'aria-hidden'?: boolean }>
  /** Words it is also found by. */
  also?: string
  /** Its shortcut, as delivered. */
  keys?: string
  /** Where it leads; opens in another tab too. */
  href?: string
  run?: () => void
  /** Not offered before somebody types. */
  seldom?: boolean
  /** Another choice to make first. */
  choices?: readonly Command[]
  /** Takes what is typed instead of one of the choices. */
  onText?: (text: string) => void
}
