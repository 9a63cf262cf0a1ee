import { useEffect, useRef } from 'react'
import { cn } from '#lib/cn.ts'
import { moveFocus } from './roving.ts'

export interface Station<T extends string> {
  value: T
  label: string
  /** Off the line: an end that is not progress. */
  aside?: boolean
}

/** The stages of a record as stations of one line; the arrow keys move along it, in reading direction. */
export function RouteLine<T extends string>({
  stations,
  value,
  onChange,
  label,
  disabled,
}: {
  stations: readonly Station<T>[]
  value: T
  onChange: (value: T) => void
  label: string
  disabled?: boolean
}) {
  const at = stations.findIndex((station) => station.value === value)
  const off = stations[at]?.aside
  const line = useRef<HTMLDivElement>(null)
  // Where there is little room, the line opens at where the record stands.
  useEffect(() => {
    const box = line.current!
    const here = box.querySelector<HTMLElement>('[aria-checked=true]')
    if (here) box.scrollLeft = here.offsetLeft - box.offsetLeft - (box.clientWidth - here.offsetWidth) / 2
  }, [value])
  return (
    <div
      ref={line}
      role="radiogroup"
      aria-label={label}
      onKeyDown={moveFocus}
      className="flex min-w-0 overflow-x-auto py-1 [scrollbar-width:none]"
    >
      {stations.map((station, index) => {
        const passed = !off && index <= at && !station.aside
        const here = index === at
        return (
          <button
            key={station.value}
            type="button"
            role="radio"
            aria-checked={here}
            tabIndex={here || (at < 0 && index === 0) ? 0 : -1}
            disabled={disabled}
            onClick={() => (here ? undefined : onChange(station.value))}
            className={cn(
              'group relative flex min-w-20 flex-1 flex-col items-center gap-1.5 rounded-sm px-1 pt-1.5 pb-1 disabled:cursor-default pointer-coarse:min-h-11',
              !disabled && 'hover:bg-hover',
            )}
          >
            <span aria-hidden className="relative flex h-3.5 w-full items-center justify-center">
              {index > 0 && !station.aside ? (
                <span className={cn('absolute start-[-4px] end-1/2 h-0.5', passed ? 'bg-brand' : 'bg-line')} />
              ) : null}
              {index < stations.length - 1 && !station.aside && !stations[index + 1]?.aside ? (
                <span
                  className={cn('absolute start-1/2 end-[-4px] h-0.5', passed && index < at ? 'bg-brand' : 'bg-line')}
                />
              ) : null}
              <span
                className={cn(
                  'relative size-2.5 rounded-full border-2 bg-surface transition-transform group-hover:group-enabled:scale-125',
                  passed ? 'border-brand bg-brand' : 'border-line-strong',
                  here && !station.aside && 'size-3.5 border-brand bg-accent',
                  here && station.aside && 'size-3.5 border-danger bg-danger',
                )}
              />
            </span>
            <span
              className={cn(
                'max-w-full truncate text-meta',
                here ? (station.aside ? 'font-semibold text-danger' : 'font-semibold text-text') : 'text-text-3',
              )}
            >
              {station.label}
            </span>
          </button>
        )
      })}
    </div>
  )
}
