import { leadResource, leads } from '@rihla/contracts/leads.ts'
import { ChevronDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { FieldHistory } from '#records/field-history.tsx'
import { fieldLabel } from '#records/fields/labels.ts'
import { isEmpty } from '#records/fields/registry.tsx'
import { InlineField } from '#records/inline-field.tsx'
import { useSave } from '#records/save.ts'
import { useUndo } from '#records/use-undo.ts'
import { isClosed, type Lead, leadName } from './lead.ts'

type Name = keyof typeof leadResource.fields

const SECTIONS = {
  trip: [
    'title',
    'destinations',
    'preferred_travel_date',
    'return_date',
    'number_of_travelers',
    'travel_interests',
    'budget_level',
    'description',
  ],
  person: [
    'first_name',
    'last_name',
    'job_title',
    'company_name',
    'email',
    'phone',
    'mobile',
    'website',
    'language',
    'city',
    'country',
  ],
  sale: [
    'next_follow_up',
    'estimated_value',
    'currency',
    'conversion_probability',
    'interest_level',
    'expected_close_date',
    'lead_score',
    'score_locked',
    'lost_reason',
    'tags',
  ],
  source: ['lead_source', 'campaign', 'utm_source', 'utm_medium', 'utm_campaign'],
  history: ['created_at', 'created_by', 'updated_at', 'last_contact_date', 'call_attempts'],
} as const satisfies Record<string, readonly Name[]>
type Section = keyof typeof SECTIONS

const PAST = { operation: leads.timeline, resource: 'leads' }

/** The fields whose past the log tells; the others are set by the server as it goes. */
const KEPT = new Set<string>([...SECTIONS.trip, ...SECTIONS.person, ...SECTIONS.sale, ...SECTIONS.source])

/** Every field of a lead, changed where it is read. */
export function LeadDetails({ lead, locked }: { lead: Lead; locked: boolean }) {
  const box = useRef<HTMLDivElement>(null)
  useShortcut('e', 'keys.edit_cells', () => box.current?.querySelector<HTMLElement>('[data-edit]')?.click())
  return (
    <div ref={box} className="flex flex-col gap-4">
      {(Object.keys(SECTIONS) as Section[]).map((section) => (
        <DetailsSection key={section} section={section} lead={lead} locked={locked} />
      ))}
    </div>
  )
}

function DetailsSection({ section, lead, locked }: { section: Section; lead: Lead; locked: boolean }) {
  const t = useT()
  const [all, setAll] = useState(false)
  const save = useSave<Lead>(leads.update, 'leads')
  const { did } = useUndo()
  // While there is a next step to take it has a card of its own.
  const names = (SECTIONS[section] as readonly Name[]).filter((name) => name !== 'next_follow_up' || isClosed(lead))
  const empty = names.filter((name) => isEmpty(lead[name]))
  const shown = all ? names : names.filter((name) => !isEmpty(lead[name]))

  return (
    <section aria-labelledby={`section-${section}`} className="rounded-md border border-line bg-surface px-3 py-2">
      <h2 id={`section-${section}`} className="pb-1 text-dense font-semibold">
        {t(`leads.section.${section}`)}
      </h2>
      {shown.map((name) => (
        <InlineField
          key={name}
          name={name}
          field={leadResource.fields[name]}
          record={lead}
          locked={locked || name === 'call_attempts'}
          past={PAST}
          history={
            KEPT.has(name) ? (
              <FieldHistory
                operation={leads.timeline}
                resource="leads"
                record={lead}
                name={name}
                field={leadResource.fields[name]}
              />
            ) : null
          }
          onSave={async (value, onto) => {
            const { operation_id } = await save.mutateAsync({ record: onto as Lead, changes: { [name]: value } })
            if (operation_id)
              did(operation_id, t('leads.edited', { name: leadName(lead), field: fieldLabel(name) }), { quiet: true })
          }}
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
          {all ? t('leads.hide_empty') : t('leads.show_empty', { count: empty.length })}
        </button>
      ) : null}
    </section>
  )
}
