import { useId, type ReactNode } from 'react'
import { cn } from '#lib/cn.ts'

export interface ControlIds {
  id: string
  'aria-invalid': boolean | undefined
  'aria-describedby': string | undefined
}

/** A label, the control it names, and what is wrong with it. */
export function LabelledField({
  label,
  hint,
  error,
  required,
  className,
  children,
}: {
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  required?: boolean
  className?: string
  children: (ids: ControlIds) => ReactNode
}) {
  const id = useId()
  const notes = `${id}-notes`
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="text-dense font-medium text-text-2">
        {label}
        {required ? (
          <span aria-hidden className="text-danger">
            {' *'}
          </span>
        ) : null}
      </label>
      {children({
        id,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': error || hint ? notes : undefined,
      })}
      {error || hint ? (
        <p
          id={notes}
          role={error ? 'alert' : undefined}
          className={cn('text-meta', error ? 'text-danger' : 'text-text-3')}
        >
          {error || hint}
        </p>
      ) : null}
    </div>
  )
}
