import { CircleDot, Tag, UserRound } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { useMembers } from '#lib/members.ts'
import { MemberName } from '#records/fields/views.tsx'
import { Button, type ButtonProps } from '#ui/button.tsx'
import { ChoiceList } from '#ui/choice-list.tsx'
import { Menu, MenuLabel } from '#ui/menu.tsx'
import { afterClosing, Popover } from '#ui/popover.tsx'
import type { BulkAction } from './bulk.ts'
import type { Lead, LeadStatus } from './lead.ts'
import { LostReason, StatusChoices } from './status.tsx'

export type Act = (action: BulkAction) => void

const NONE = '\u2205'

/** A way to do something to all that is selected; on a phone only its picture. */
const BarButton = ({
  icon,
  children,
  ...rest
}: Omit<ButtonProps, 'children'> & { icon: ReactNode; children: string }) => (
  <Button look="ghost" size="sm" {...rest}>
    {icon}
    <span className="@max-2xl:sr-only">{children}</span>
  </Button>
)

export function BulkAssign({ act }: { act: Act }) {
  const t = useT()
  const members = useMembers()
  const [open, setOpen] = useState(false)
  useShortcut('a', 'keys.assign', () => setOpen(true))
  return (
    <Popover
      label={t('bulk.assign')}
      open={open}
      onOpenChange={setOpen}
      side="top"
      className="p-0"
      trigger={<BarButton icon={<UserRound className="size-4" aria-hidden />}>{t('bulk.assign')}</BarButton>}
    >
      <ChoiceList
        searchable
        label={t('bulk.assign')}
        chosen={[]}
        options={[
          { value: NONE, text: t('value.nobody') },
          ...members
            .filter((member) => member.active)
            .map(({ id, name }) => ({ value: id, text: name, view: <MemberName id={id} /> })),
        ]}
        onChoose={(id) => {
          setOpen(false)
          act({ action: 'assign', assigned_to: id === NONE ? null : id })
        }}
      />
    </Popover>
  )
}

/** `status` is the one ticked: that of the first of them. */
export function BulkStatus({ act, status }: { act: Act; status: LeadStatus }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const [losing, setLosing] = useState<Element | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  useShortcut('s', 'keys.move_to', () => setOpen(true))
  return (
    <>
      <Menu
        align="start"
        side="top"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <BarButton ref={button} icon={<CircleDot className="size-4" aria-hidden />}>
            {t('field.lead_status')}
          </BarButton>
        }
      >
        <MenuLabel>{t('leads.move.to')}</MenuLabel>
        <StatusChoices
          value={status}
          onChoose={(to: LeadStatus) =>
            to === 'lost'
              ? afterClosing(() => setLosing(button.current))
              : act({ action: 'update_status', lead_status: to })
          }
        />
      </Menu>
      {losing ? (
        <LostReason
          anchor={losing}
          onDone={(reason) => {
            setLosing(null)
            if (reason) act({ action: 'update_status', lead_status: 'lost', reason })
          }}
        />
      ) : null}
    </>
  )
}

/** Tags that all of them carry are taken off, others put on; where not all are known, only put on. */
export function BulkTags({
  act,
  rows,
  chosen,
  adding,
}: {
  act: Act
  rows: readonly Lead[]
  chosen: readonly Lead[]
  adding: boolean
}) {
  const t = useT()
  const [open, setOpen] = useState(false)
  useShortcut('l', 'keys.tags', () => setOpen(true))
  const tags = [...new Set(rows.flatMap((lead) => lead.tags))].sort()
  const common = tags.filter((tag) => chosen.every((lead) => lead.tags.includes(tag)))
  return (
    <Popover
      label={t('bulk.tag')}
      open={open}
      onOpenChange={setOpen}
      side="top"
      className="p-0"
      trigger={<BarButton icon={<Tag className="size-4" aria-hidden />}>{t('bulk.tag')}</BarButton>}
    >
      <ChoiceList
        searchable
        label={t('bulk.tag')}
        chosen={adding ? [] : common}
        options={tags.map((tag) => ({ value: tag, text: tag, view: <span dir="auto">{tag}</span> }))}
        onChoose={(tag) => {
          setOpen(false)
          act({ action: common.includes(tag) && !adding ? 'remove_tags' : 'add_tags', tags: [tag] })
        }}
        onCreate={(tag) => {
          setOpen(false)
          act({ action: 'add_tags', tags: [tag] })
        }}
      />
    </Popover>
  )
}
