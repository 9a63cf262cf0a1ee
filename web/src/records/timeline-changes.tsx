import type { Field, Fields } from '@rihla/contracts/fields.ts'
import { withTexts } from '#lib/i18n.ts'
import { lazyComponent } from '#lib/lazy-component.tsx'
import { isEmpty } from './fields/empty.ts'
import { FieldView } from './fields/field-view.tsx'
import { choiceLabel } from './fields/labels.ts'
import { useFieldLabel } from './fields/record-type.ts'
import { FromTo } from './from-to.tsx'
import { ListChange } from './list-change.tsx'
import type { Entry } from './story.ts'

const StructureChange = lazyComponent<{ field: Field; values: [unknown, unknown] }>(
  async () => (await withTexts(import('./fields/structures/change.tsx'), 'structures')).StructureChange,
)

type Changes = [string, [unknown, unknown]][]
type Values = Readonly<Record<string, unknown>>

// What the heading says already, and ids that tell a reader nothing.
const SAID = new Set(['archived_at', 'converted_at'])

/** The changes of an entry that are worth reading. Making or archiving a record sets fields that stand elsewhere. */
export function readableChanges(entry: Entry, fields: Fields): Changes {
  // A file tells of itself in other words.
  if (entry.activity || /^file\.|\.(created|archived|restored)$/.test(entry.type)) return []
  return (Object.entries(entry.changes) as Changes).filter(
    ([name]) => fields[name] && !SAID.has(name) && !(fields[name].kind === 'reference' && fields[name].read_only),
  )
}

/** From what to what. An amount is read in the currency it had. */
export function Change({
  name,
  field,
  values: [from, to],
  entry,
  record,
}: {
  name: string
  field: Field
  values: [unknown, unknown]
  entry: Entry
  record: Values
}) {
  if (field.kind === 'list') {
    const names = (values: unknown) =>
      ((values as string[] | null) ?? []).map((one) => (field.values ? choiceLabel(name, field, one) : one))
    return <ListChange before={names(from)} after={names(to)} />
  }
  // Of what was there before and after, only what differs; else all of it came or went.
  if (field.kind === 'json' && !isEmpty(from) && !isEmpty(to))
    return <StructureChange field={field} values={[from, to]} />
  const at = (index: 0 | 1): Values => ({
    ...record,
    currency: entry.changes['currency']?.[index] ?? record['currency'],
  })
  return (
    <span className="inline-flex max-w-full min-w-0 flex-wrap items-baseline gap-x-1.5 align-baseline">
      <FromTo
        from={<FieldView name={name} field={field} record={{ ...at(0), [name]: from }} />}
        to={<FieldView name={name} field={field} record={{ ...at(1), [name]: to }} />}
      />
    </span>
  )
}

/** Several changes, each under the name of its field. */
export function ChangeList({
  entry,
  changes,
  fields,
  record,
}: {
  entry: Entry
  changes: Changes
  fields: Fields
  record: Values
}) {
  const label = useFieldLabel()
  return (
    <dl className="mt-1 flex flex-col gap-0.5 text-dense">
      {changes.map(([name, values]) => (
        <div key={name} className="flex flex-wrap items-baseline gap-x-2">
          <dt className="text-text-3">{label(name)}</dt>
          <dd className="min-w-0">
            <Change name={name} field={fields[name]!} values={values} entry={entry} record={record} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
