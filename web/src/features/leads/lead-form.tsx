import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useT } from '#lib/i18n.ts'
import { MemberName } from '#records/fields/views.tsx'
import { FormField, MoneyField } from '#records/form-field.tsx'
import type { Form } from '#records/form.ts'
import { useOwners } from '#records/owners.ts'
import { Button } from '#ui/button.tsx'
import { Combobox } from '#ui/combobox.tsx'
import { fieldLabel } from '#records/fields/labels.ts'
import { DuplicateHint } from './duplicates.tsx'

/** Fields that an enquiry on the phone seldom needs, in the order they are asked for. */
export const MORE_FIELDS = [
  'job_title',
  'mobile',
  'country',
  'city',
  'language',
  'website',
  'budget_level',
  'expected_close_date',
  'next_follow_up',
  'campaign',
  'travel_interests',
  'tags',
  'description',
] as const
const WIDE = new Set<string>(['travel_interests', 'tags', 'description'])

const Group = ({ label, children }: { label: string; children: ReactNode }) => (
  <fieldset className="grid min-w-0 grid-cols-1 gap-x-4 gap-y-3 sm:grid-cols-6">
    <legend className="mb-2 text-base font-semibold">{label}</legend>
    {children}
  </fieldset>
)

/** What is asked of a new lead: who, what for, and the rest on request. */
export function LeadForm({ form, more, onMore }: { form: Form; more: boolean; onMore: (more: boolean) => void }) {
  const t = useT()
  const half = 'sm:col-span-3'
  const third = 'sm:col-span-2'
  const whole = 'sm:col-span-6'
  return (
    <div className="flex flex-col gap-5">
      <Group label={t('new_lead.who')}>
        <FormField form={form} name="first_name" className={half} autoFocus />
        <FormField form={form} name="last_name" className={half} />
        <FormField form={form} name="phone" className={half} />
        <FormField form={form} name="email" className={half} />
        <DuplicateHint email={form.values['email']} phone={form.values['phone']} className={whole} />
        <FormField form={form} name="company_name" className={half} />
        <FormField form={form} name="lead_source" className={half} />
      </Group>
      <Group label={t('new_lead.what')}>
        <FormField form={form} name="title" className={whole} />
        <FormField form={form} name="destinations" className={whole} />
        <FormField form={form} name="preferred_travel_date" className={third} />
        <FormField form={form} name="return_date" className={third} />
        <FormField form={form} name="number_of_travelers" className={third} />
        <FormField form={form} name="interest_level" className={third} />
        <MoneyField form={form} name="estimated_value" className={third} />
        <OwnerField form={form} className={third} />
      </Group>
      {more ? (
        <Group label={t('new_lead.more')}>
          {MORE_FIELDS.map((name, index) => (
            <FormField
              key={name}
              form={form}
              name={name}
              autoFocus={index === 0}
              className={WIDE.has(name) ? whole : half}
            />
          ))}
        </Group>
      ) : (
        <Button look="ghost" className="-ms-3 self-start" aria-expanded={false} onClick={() => onMore(true)}>
          <ChevronDown className="size-4" aria-hidden />
          {t('new_lead.show_more')}
        </Button>
      )}
    </div>
  )
}

function OwnerField({ form, className }: { form: Form; className: string }) {
  const t = useT()
  const { members } = useOwners('leads', null)
  const owner = (form.values['assigned_to'] as string | null) ?? null
  return (
    <FormField form={form} name="assigned_to" className={className}>
      {(ids) => (
        <Combobox
          {...ids}
          label={fieldLabel('assigned_to')}
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
