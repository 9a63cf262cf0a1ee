import { useMay } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { DepartureChip } from '#records/departure-chip.tsx'
import { FieldView } from '#records/fields/field-view.tsx'
import { leadResource } from '@rihla/contracts/leads.ts'
import { Checkbox } from '#ui/checkbox.tsx'
import { Avatar } from '#ui/avatar.tsx'
import { useMembers } from '#lib/members.ts'
import { leadAbout, leadName } from './lead.ts'
import { LeadLink } from './lead-cells.tsx'
import { type ListProps, toggled } from './selection.ts'
import { NextStepDot } from './next-step.tsx'
import { ScoreBadge } from './score-badge.tsx'
import { StatusMenu, useMover } from './status.tsx'
import { Total } from './total.tsx'

/** Leads on a phone: two lines each, everything still within reach. */
export function LeadRows({ list, search, selection, onSelect }: ListProps) {
  const t = useT()
  const may = useMay()
  const selects = may('leads', 'bulk')
  const members = useMembers()
  const { move, asking } = useMover()
  return (
    <>
      <div className="border-b border-line px-4 py-1.5 sm:hidden">
        <Total search={search} />
      </div>
      <ul>
        {list.rows.map((lead) => {
          const owner = members.find((member) => member.id === lead.assigned_to)
          return (
            <li
              key={lead.id}
              className={cn(
                'relative flex gap-3 border-b border-line px-4 py-2.5',
                selection[lead.id] && 'bg-brand-soft/60',
              )}
            >
              {selects ? (
                <Checkbox
                  className="z-1 mt-1"
                  aria-label={t('list.select_named', { name: leadName(lead) })}
                  checked={selection[lead.id] ?? false}
                  onCheckedChange={() => onSelect(toggled(selection, lead.id))}
                />
              ) : null}
              <div className="flex min-w-0 flex-1 flex-col gap-1">
                <div className="flex min-w-0 items-center gap-2">
                  <LeadLink
                    lead={lead}
                    className="min-w-0 flex-1 text-base after:absolute after:inset-0 [&>bdi]:one-line"
                  />
                  <NextStepDot lead={lead} />
                  <span className="relative z-1">
                    <ScoreBadge lead={lead} />
                  </span>
                </div>
                {leadAbout(lead) ? (
                  <p className="text-dense text-text-3">
                    <bdi className="one-line">{leadAbout(lead)}</bdi>
                  </p>
                ) : null}
                <div className="flex min-w-0 items-center gap-2 text-dense">
                  <span className="relative z-1 min-w-0">
                    <StatusMenu lead={lead} locked={!may('leads', 'update', lead)} onMove={move} />
                  </span>
                  {lead.preferred_travel_date ? (
                    <DepartureChip day={lead.preferred_travel_date} back={lead.return_date} />
                  ) : null}
                  <span className="ms-auto truncate text-text-2">
                    {lead.estimated_value === null ? null : (
                      <FieldView name="estimated_value" field={leadResource.fields.estimated_value} record={lead} />
                    )}
                  </span>
                  {owner ? <Avatar name={owner.name} label={owner.name} size={20} /> : null}
                </div>
              </div>
            </li>
          )
        })}
      </ul>
      {asking}
    </>
  )
}
