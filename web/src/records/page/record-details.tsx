import { type Arrangement, HISTORY, type LayoutKind, type LayoutSection } from '@rihla/contracts/layoutShape.ts'
import { LAYOUTS } from '@rihla/contracts/usualLayouts.ts'
import { ChevronDown } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { type MessageId, useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { Skeleton } from '#ui/states.tsx'
import { FieldHistory } from '../field-history.tsx'
import { isEmpty } from '../fields/empty.ts'
import type { KindRecord } from '../kind.ts'
import { EditField } from './edit-field.tsx'
import type { PageKind } from './page-kind.ts'

interface Props {
  page: PageKind
  record: KindRecord
  locked: boolean
}

/** Every field of a record, changed where it is read. */
export function RecordDetails({ arrangement, ...rest }: Props & { arrangement: Arrangement | undefined }) {
  const box = useRef<HTMLDivElement>(null)
  useShortcut('e', 'keys.edit_cells', () => box.current?.querySelector<HTMLElement>('[data-edit]')?.click())
  return (
    <div ref={box} className="flex flex-col gap-4">
      {arrangement ? (
        <Details arrangement={arrangement} {...rest} />
      ) : (
        ['h-64', 'h-40'].map((height) => <Skeleton key={height} className={`w-full rounded-md ${height}`} />)
      )}
    </div>
  )
}

/** The sections of a page as they are arranged, and at its end what is set aside. */
export function Details({ arrangement: { sections, aside }, page, ...rest }: Props & { arrangement: Arrangement }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const known = aside.filter((name) => page.kind.resource.fields[name] && !page.isElsewhere?.(rest.record, name))
  return (
    <>
      {sections.map((section) => {
        const Part = page.parts?.[section.id]
        return Part ? (
          <Part key={section.id} {...rest} />
        ) : (
          <DetailsSection key={section.id} section={section} page={page} {...rest} />
        )
      })}
      {known.length ? (
        <>
          <Unfold open={open} onOpen={setOpen}>
            {open ? t('record.hide_aside') : t('record.show_aside', { count: known.length })}
          </Unfold>
          {open ? (
            <DetailsSection
              section={{ id: 'aside', name: t('record.aside'), fields: known }}
              page={page}
              whole
              {...rest}
            />
          ) : null}
        </>
      ) : null}
    </>
  )
}

const Unfold = ({
  open,
  onOpen,
  children,
}: {
  open: boolean
  onOpen: (open: boolean) => void
  children: ReactNode
}) => (
  <button
    type="button"
    aria-expanded={open}
    onClick={() => onOpen(!open)}
    className="mt-1 inline-flex h-7 items-center gap-1 self-start rounded-sm text-dense text-text-3 hover:text-text pointer-coarse:h-11"
  >
    <ChevronDown className={open ? 'size-4 rotate-180' : 'size-4'} aria-hidden />
    {children}
  </button>
)

/** Set by the server as it goes, wherever it stands: the log tells nothing of it. */
const isPlain = (record_type: string, name: string) =>
  LAYOUTS[record_type as LayoutKind].some(
    ({ id, fields }) => id === HISTORY && (fields as readonly string[] | null)?.includes(name),
  )

function DetailsSection({
  section: { id, name: called, fields: placed },
  page: { kind, isElsewhere, fixed, always },
  record,
  locked,
  whole = false,
}: Props & { section: LayoutSection; whole?: boolean }) {
  const t = useT()
  const [all, setAll] = useState(whole)
  const { fields, record_type } = kind.resource
  const names = placed.filter((name) => fields[name] && !isElsewhere?.(record, name))
  const isMissing = (name: string) => isEmpty(record[name]) && !always?.has(name)
  const empty = names.filter(isMissing)
  const shown = all ? names : names.filter((name) => !isMissing(name))
  if (!names.length) return null
  return (
    <section aria-labelledby={`section-${id}`} className="rounded-md border border-line bg-surface px-3 py-2">
      <h2 id={`section-${id}`} dir="auto" className="pb-1 text-start text-dense font-semibold wrap-anywhere">
        {called ?? t(`section.${id}` as MessageId)}
      </h2>
      {shown.map((name) => (
        <EditField
          key={name}
          kind={kind}
          record={record}
          name={name}
          locked={locked || (fixed?.has(name) ?? false)}
          history={
            isPlain(record_type, name) || fields[name].sensitive ? null : (
              <FieldHistory
                operation={kind.operations.timeline}
                resource={kind.name}
                record={record}
                name={name}
                field={fields[name]}
              />
            )
          }
        />
      ))}
      {empty.length && !whole ? (
        <Unfold open={all} onOpen={setAll}>
          {all ? t('record.hide_empty') : t('record.show_empty', { count: empty.length })}
        </Unfold>
      ) : null}
    </section>
  )
}
