import { type ReactNode, useId } from 'react'

/** A part of the home page, which loads and fails on its own. */
export function Card({ title, more, children }: { title: string; more?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col rounded-md border border-line bg-surface">
      <header className="flex min-h-12 items-center justify-between gap-2 px-4 py-2">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {more}
      </header>
      {children}
    </section>
  )
}
