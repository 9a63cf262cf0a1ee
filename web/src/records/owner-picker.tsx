import { ChevronDown, Hand } from 'lucide-react'
import { useState } from 'react'
import { useHere, useMay } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { useMembers } from '#lib/members.ts'
import { Button } from '#ui/button.tsx'
import { ChoiceList } from '#ui/choice-list.tsx'
import { Popover } from '#ui/popover.tsx'
import { useAssign } from './assign.ts'
import { MemberName } from './fields/views.tsx'
import type { KindRecord, RecordKind } from './kind.ts'

const NOBODY = '\u2205'

/** The members a record can be given to; those who left only while it is still theirs. */
export function OwnerChoices({
  owner,
  onChoose,
}: {
  owner: string | null
  onChoose: (assigned_to: string | null) => void
}) {
  const t = useT()
  const members = useMembers()
  return (
    <ChoiceList
      searchable
      label={t('field.assigned_to')}
      chosen={[owner ?? NOBODY]}
      options={[
        { value: NOBODY, text: t('value.nobody') },
        ...members
          .filter((member) => member.active || member.id === owner)
          .map(({ id, name }) => ({ value: id, text: name, view: <MemberName id={id} /> })),
      ]}
      onChoose={(id) => onChoose(id === NOBODY ? null : id)}
    />
  )
}

/** Whose record it is, and whose it shall be: given by those who assign, taken by those who may only take. */
export function OwnerPicker({ kind, record }: { kind: RecordKind; record: KindRecord }) {
  const t = useT()
  const { me } = useHere()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const { assign, busy } = useAssign(kind)
  const owner = record.assigned_to
  const gives = !record.archived_at && may(kind.name, 'assign', record)
  const takes = !record.archived_at && owner === null && may(kind.name, 'take', record)
  useShortcut('a', 'keys.assign', () => (gives ? setOpen(true) : takes && void assign(record, me.id)))

  if (record.archived_at) return <MemberName id={owner} />
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
            aria-label={t('record.owner_change')}
            className="relative -mx-1.5 inline-flex h-7 min-w-0 items-center gap-1 rounded-sm px-1.5 after:absolute after:inset-x-0 hover:bg-hover pointer-coarse:after:-inset-y-2"
          >
            <MemberName id={owner} />
            <ChevronDown className="size-3.5 text-text-3" aria-hidden />
          </button>
        }
      >
        <OwnerChoices
          owner={owner}
          onChoose={(to) => {
            setOpen(false)
            void assign(record, to)
          }}
        />
      </Popover>
    )
  return (
    <span className="inline-flex items-center gap-2">
      <MemberName id={owner} />
      {takes ? (
        <Button size="sm" busy={busy} onClick={() => void assign(record, me.id)}>
          <Hand className="size-4" aria-hidden />
          {t('record.take')}
        </Button>
      ) : null}
    </span>
  )
}
