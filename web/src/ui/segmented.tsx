import { type ReactNode, useEffect, useRef } from 'react'
import { moveFocus } from './roving.ts'

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
  const box = useRef<HTMLDivElement>(null)
  // Where there is no room for all of them, the chosen one is in view.
  useEffect(() => {
    // With the next frame, which lays the page out anyway.
    const frame = requestAnimationFrame(() => show(box.current))
    return () => cancelAnimationFrame(frame)
  }, [value])
  return (
    <div
      ref={box}
      role="radiogroup"
      aria-label={label}
      onKeyDown={moveFocus}
      className="inline-flex max-w-full overflow-x-auto rounded-sm border border-line bg-sunken p-0.5 [scrollbar-width:none]"
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
          className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-sm px-2 text-dense whitespace-nowrap text-text-2 focus-visible:-outline-offset-2 hover:text-text aria-checked:bg-surface aria-checked:font-medium aria-checked:text-text aria-checked:shadow-[0_0_0_1px_var(--color-line)] pointer-coarse:h-10 pointer-coarse:px-3"
        >
          {choice.label}
        </button>
      ))}
    </div>
  )
}

/** Brings the chosen one into view. */
function show(box: HTMLElement | null) {
  const here = box?.querySelector<HTMLElement>('[aria-checked=true]')
  if (!box || !here || box.scrollWidth <= box.clientWidth) return
  const [around, inside] = [box.getBoundingClientRect(), here.getBoundingClientRect()]
  box.scrollLeft += (inside.left + inside.right - around.left - around.right) / 2
}
