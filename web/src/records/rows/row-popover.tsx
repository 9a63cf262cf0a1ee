import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Menu } from '#ui/menu.tsx'
import { Popover } from '#ui/popover.tsx'

/** What opens beside a row. */
export function RowPopover({
  anchor,
  label,
  onDone,
  className,
  children,
}: {
  anchor: Element
  label: string
  onDone: () => void
  className?: string
  children: ReactNode
}) {
  const place = useRef(anchor)
  return (
    <Popover
      label={label}
      open
      onOpenChange={onDone}
      virtualAnchor={place}
      {...(className === undefined ? {} : { className })}
    >
      {children}
    </Popover>
  )
}

/** What this user may not do ends as soon as it was asked for. */
export function Nothing({ onDone }: { onDone: () => void }) {
  useEffect(onDone)
  return null
}

/** A menu beside something that is no button of its own. */
export function MenuAt({ anchor, onDone, children }: { anchor: Element; onDone: () => void; children: ReactNode }) {
  const [{ x, y, width, height }] = useState(() => anchor.getBoundingClientRect())
  return (
    <Menu
      open
      onOpenChange={onDone}
      align="start"
      trigger={
        <span
          aria-hidden
          tabIndex={-1}
          className="pointer-events-none fixed"
          style={{ left: x, top: y, width, height }}
        />
      }
    >
      {children}
    </Menu>
  )
}
