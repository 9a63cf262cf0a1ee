import type { Field } from '@rihla/contracts/fields.ts'
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { Combobox } from '#ui/combobox.tsx'
import { useFieldLabel } from '../fields/record-type.ts'
import { MemberName } from '../fields/views.tsx'
import { faceOf } from '../fields/registry.tsx'
import { FormField, MoneyField } from '../form-field.tsx'
import type { Form } from '../form.ts'
import { useOwners } from '../owners.ts'
import type { CreateKind, Span } from './create-kind.ts'
import { DuplicateHint } from './duplicates.tsx'

const SPANS: Record<Span, string> = { half: 'sm:col-span-3', third: 'sm:col-span-2', whole: 'sm:col-span-6' }

const Group = ({ label, children }: { label: string; children: ReactNode }) => (
  <fieldset className="grid min-w-0 grid-cols-1 gap-x-4 gap-y-3 sm:grid-cols-6">
    <legend className="mb-2 text-base font-semibold">{label}</legend>
    {children}
  </fieldset>
)

/** What is asked of a new record, and the rest on request. */
export function RecordForm({
  creates,
  form,
  more,
  onMore,
}: {
  creates: CreateKind
  form: Form
  more: boolean
  onMore: (more: boolean) => void
}) {
  const t = useT()
  const { kind, groups, hides } = creates
  const isShown = (name: string) => form.fields[name] !== undefined && !hides?.(form.values, name)
  // Whoever makes a record types at once; what is chosen is chosen already.
  const first = groups[0]!.fields.find(([name]) => isShown(name) && faceOf(form.fields[name]!).saves === 'typing')?.[0]
  return (
    <div className="flex flex-col gap-5">
      {groups.map((group, index) => (
        <Group key={group.label} label={t(group.label)}>
          {group.fields
            .filter(([name]) => isShown(name))
            .map(([name, span]) => (
              <OneField
                key={name}
                creates={creates}
                form={form}
                name={name}
                className={SPANS[span]}
                autoFocus={name === first}
              />
            ))}
          {index === 0 ? (
            <DuplicateHint kind={kind} values={form.values} asks={creates.asks} className={SPANS.whole} />
          ) : null}
        </Group>
      ))}
      {more ? (
        <Group label={t('create.more')}>
          {creates.more.filter(isShown).map((name, index) => (
            <OneField
              key={name}
              creates={creates}
              form={form}
              name={name}
              autoFocus={index === 0}
              className={creates.wide.has(name) ? SPANS.whole : SPANS.half}
            />
          ))}
        </Group>
      ) : (
        <Button look="ghost" className="-ms-3 self-start" aria-expanded={false} onClick={() => onMore(true)}>
          <ChevronDown className="size-4" aria-hidden />
          {t('create.show_more')}
        </Button>
      )}
    </div>
  )
}

function OneField({
  creates,
  form,
  name,
  className,
  autoFocus,
}: {
  creates: CreateKind
  form: Form
  name: string
  className: string
  autoFocus: boolean
}) {
  const field: Field = form.fields[name]!
  if (name === 'assigned_to') return <OwnerField resource={creates.kind.name} form={form} className={className} />
  if (field.kind === 'money' && form.fields['currency'])
    return <MoneyField form={form} name={name} className={className} />
  return (
    <FormField
      form={form}
      name={name}
      className={className}
      required={creates.needed?.includes(name) ?? false}
      {...(autoFocus ? { autoFocus } : {})}
    />
  )
}

function OwnerField({ resource, form, className }: { resource: string; form: Form; className: string }) {
  const t = useT()
  const label = useFieldLabel()
  const { members } = useOwners(resource, null)
  const owner = (form.values['assigned_to'] as string | null) ?? null
  return (
    <FormField form={form} name="assigned_to" className={className}>
      {(ids) => (
        <Combobox
          {...ids}
          label={label('assigned_to')}
          value={owner}
          placeholder={t('value.nobody')}
          empty={t('value.nobody')}
          options={members.map(({ id, name }) => ({ value: id, text: name, view: <MemberName id={id} /> }))}
          onChange={(assigned_to) => form.set({ assigned_to })}
        />
      )}
    </FormField>
  )
}
