import { ChevronDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { FieldHistory } from '../field-history.tsx'
import { isEmpty } from '../fields/registry.tsx'
import type { KindRecord } from '../kind.ts'
import { EditField } from './edit-field.tsx'
import type { PageKind, Section } from './page-kind.ts'

interface Props {
  page: PageKind
  record: KindRecord
  locked: boolean
}

/** Every field of a record, changed where it is read. */
export function RecordDetails({ page, record, locked }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useShortcut('e', 'keys.edit_cells', () => box.current?.querySelector<HTMLElement>('[data-edit]')?.click())
  return (
    <div ref={box} className="flex flex-col gap-4">
      {page.sections.map((section) =>
        'Part' in section ? (
          <section.Part key={section.id} record={record} locked={locked} />
        ) : (
          <DetailsSection key={section.id} section={section} page={page} record={record} locked={locked} />
        ),
      )}
    </div>
  )
}

function DetailsSection({
  section,
  page: { kind, isElsewhere, fixed },
  record,
  locked,
}: Props & { section: Extract<Section, { fields: readonly string[] }> }) {
  const t = useT()
  const [all, setAll] = useState(false)
  const { fields } = kind.resource
  const names = section.fields.filter((name) => fields[name] && !isElsewhere?.(record, name))
  const isMissing = (name: string) => isEmpty(record[name]) && !section.always?.includes(name)
  const empty = names.filter(isMissing)
  const shown = all ? names : names.filter((name) => !isMissing(name))
  if (!names.length) return null
  return (
    <section aria-labelledby={`section-${section.id}`} className="rounded-md border border-line bg-surface px-3 py-2">
      <h2 id={`section-${section.id}`} className="pb-1 text-dense font-semibold">
        {t(section.label)}
      </h2>
      {shown.map((name) => (
        <EditField
          key={name}
          kind={kind}
          record={record}
          name={name}
          locked={locked || (fixed?.has(name) ?? false)}
          history={
            section.plain || fields[name].sensitive ? null : (
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
      {empty.length ? (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="mt-1 inline-flex h-7 items-center gap-1 rounded-sm text-dense text-text-3 hover:text-text pointer-coarse:h-11"
        >
          <ChevronDown className={all ? 'size-4 rotate-180' : 'size-4'} aria-hidden />
          {all ? t('record.hide_empty') : t('record.show_empty', { count: empty.length })}
        </button>
      ) : null}
    </section>
  )
}
