import { leads } from '@rihla/contracts/leads.ts'
import { ChevronDown, Hand } from 'lucide-react'
import { useState } from 'react'
import { useHere, useMay } from '#lib/access.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { useMembers } from '#lib/members.ts'
import { MemberName } from '#records/fields/views.tsx'
import { useSave } from '#records/save.ts'
import { useUndo } from '#records/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { ChoiceList } from '#ui/choice-list.tsx'
import { Popover } from '#ui/popover.tsx'
import { notify } from '#ui/toast.tsx'
import { type Lead, leadName } from './lead.ts'

const NOBODY = '\u2205'

/** Whose lead it is, and whose it shall be: given by those who assign, taken by those who may only take. */
export function OwnerPicker({ lead }: { lead: Lead }) {
  const t = useT()
  const { me } = useHere()
  const may = useMay()
  const members = useMembers()
  const [open, setOpen] = useState(false)
  const save = useSave<Lead>(leads.update, 'leads')
  const { did } = useUndo()

  function assign(assigned_to: string | null) {
    setOpen(false)
    if (assigned_to === lead.assigned_to) return
    const name = members.find((member) => member.id === assigned_to)?.name ?? t('value.nobody')
    save.mutate(
      { record: lead, changes: { assigned_to } },
      {
        onSuccess: ({ operation_id }) => did(operation_id, t('leads.assigned', { lead: leadName(lead), name })),
        onError: (error) => {
          const problem = problemOf(error)
          notify({ failed: true, text: problem.title, detail: problem.detail })
        },
      },
    )
  }

  const gives = !lead.archived_at && may('leads', 'assign', lead)
  const takes = !lead.archived_at && lead.assigned_to === null && may('leads', 'take', lead)
  useShortcut('a', 'keys.assign', () => (gives ? setOpen(true) : takes && assign(me.id)))

  if (lead.archived_at) return <MemberName id={lead.assigned_to} />
  if (gives)
    return (
      <Popover
        label={t('field.assigned_to')}
        open={open}
        onOpenChange={setOpen}
        className="p-0"
        trigger={
          <button
            type="button"
            aria-label={t('leads.owner_change')}
            className="relative -mx-1.5 inline-flex h-7 min-w-0 items-center gap-1 rounded-sm px-1.5 after:absolute after:inset-x-0 hover:bg-hover pointer-coarse:after:-inset-y-2"
          >
            <MemberName id={lead.assigned_to} />
            <ChevronDown className="size-3.5 text-text-3" aria-hidden />
          </button>
        }
      >
        <ChoiceList
          searchable
          label={t('field.assigned_to')}
          chosen={[lead.assigned_to ?? NOBODY]}
          options={[
            { value: NOBODY, text: t('value.nobody') },
            ...members
              .filter((member) => member.active || member.id === lead.assigned_to)
              .map(({ id, name }) => ({ value: id, text: name, view: <MemberName id={id} /> })),
          ]}
          onChoose={(id) => assign(id === NOBODY ? null : id)}
        />
      </Popover>
    )
  return (
    <span className="inline-flex items-center gap-2">
      <MemberName id={lead.assigned_to} />
      {takes ? (
        <Button size="sm" busy={save.isPending} onClick={() => assign(me.id)}>
          <Hand className="size-4" aria-hidden />
          {t('leads.take')}
        </Button>
      ) : null}
    </span>
  )
}
