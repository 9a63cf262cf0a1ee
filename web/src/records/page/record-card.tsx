import { type ReactNode, useId } from 'react'

/** A small part of a record's page, under a heading of its own. */
export function RecordCard({ title, children }: { title: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2 rounded-md border border-line bg-surface p-3">
      <h2 id={id} className="flex items-center gap-2 text-dense font-semibold">
        {title}
      </h2>
      {children}
    </section>
  )
}
