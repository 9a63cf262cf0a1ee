import { createContext, useContext } from 'react'
import { useTenant } from '#lib/access.ts'
import type { CellProps } from '../grid/spec.ts'
import type { RecordKind } from '../kind.ts'
import { recordHref } from '../record-link.tsx'

/** The list that links to records come from, as the address of a record names it; nothing when rows are in groups. */
export const OriginContext = createContext<string | undefined>(undefined)

/** A plain link, which the grid follows: one router's link for each row would cost more than the row. */
export const nameCell = (kind: RecordKind) =>
  function Name({ record, place }: CellProps<any>) {
    const tenant = useTenant()
    const from = useContext(OriginContext)
    const about = kind.aboutOf(record)
    return (
      <span className="flex min-w-0 items-baseline gap-2">
        <a
          href={recordHref(tenant, kind.name, record.id, from ? { from, at: place + 1 } : {})}
          data-open
          tabIndex={-1}
          className="min-w-0 rounded-sm font-medium hover:text-brand hover:underline max-md:after:absolute max-md:after:inset-0"
        >
          <bdi className="one-line">{kind.nameOf(record)}</bdi>
        </a>
        {about ? (
          <span className="min-w-0 flex-1 text-dense text-text-3">
            <bdi className="one-line">{about}</bdi>
          </span>
        ) : null}
      </span>
    )
  }
