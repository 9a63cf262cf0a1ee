import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './button.tsx'
import { tip } from './tip.ts'

/** A button that is only a picture: its name is said, and shown on hover. */
export function IconButton({
  label,
  keys,
  children,
  size = 'icon',
  look = 'ghost',
  ...rest
}: Omit<ButtonProps, 'children'> & { label: string; keys?: string; children: ReactNode }) {
  return (
    <Button aria-label={label} look={look} size={size} {...tip(label, keys)} {...rest}>
      {children}
    </Button>
  )
}
