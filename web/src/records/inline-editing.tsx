import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef } from 'react'

/** An editor in the line of its field: Enter or leaving saves, Esc gives up. */
export function Editing({
  label,
  invalid,
  typing,
  multiline,
  onSave,
  onCancel,
  failure,
  children,
}: {
  label: string
  invalid: string | null
  typing: boolean
  multiline: boolean
  onSave: () => void
  onCancel: () => void
  /** Has the width of the whole line. */
  failure: ReactNode
  children: ReactNode
}) {
  const box = useRef<HTMLDivElement>(null)
  function onKeyDown(event: KeyboardEvent) {
    // A calendar or a menu of the editor stands elsewhere in the page, and has its own keys.
    if (event.nativeEvent.isComposing || !box.current?.contains(event.target as Node)) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      onCancel()
    } else if (
      event.key === 'Enter' &&
      typing &&
      !(event.target instanceof HTMLButtonElement) &&
      (!multiline || event.metaKey || event.ctrlKey)
    ) {
      event.preventDefault()
      onSave()
    }
  }
  function onBlur(event: FocusEvent) {
    const to = event.relatedTarget
    const within =
      to instanceof Element && (box.current?.contains(to) || to.closest('[data-radix-popper-content-wrapper]'))
    if (typing && !within && document.hasFocus()) onSave()
  }
  return (
    <div ref={box} role="group" aria-label={label} onKeyDown={onKeyDown} onBlur={onBlur} className="contents">
      <div className="flex min-w-0 flex-col gap-1">
        {children}
        {invalid ? (
          <p role="alert" className="text-meta text-danger">
            {invalid}
          </p>
        ) : null}
      </div>
      {failure ? <div className="col-span-2 pb-1">{failure}</div> : null}
    </div>
  )
}
