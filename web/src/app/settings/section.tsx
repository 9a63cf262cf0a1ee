import { type ReactNode, useId } from 'react'

/** A part of a pane: what it is, a sentence about it, and its controls. */
export function Section({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-t border-line py-6 first:border-0 first:pt-2">
      <h2 id={id} className="text-base font-semibold">
        {title}
      </h2>
      {hint ? <p className="mt-0.5 text-dense text-text-2">{hint}</p> : null}
      <div className="mt-3 flex flex-col gap-3 [&>[role=radiogroup]]:self-start">{children}</div>
    </section>
  )
}

/** A control at the end of the line that says what it is for. */
export function Line({ label, hint, children }: { label: ReactNode; hint?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-center justify-between gap-x-6">
      <div className="min-w-0 flex-1">
        <div>{label}</div>
        {hint ? <div className="text-dense text-text-3">{hint}</div> : null}
      </div>
      {children}
    </div>
  )
}
