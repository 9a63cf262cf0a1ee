import { leads } from '@rihla/contracts/leads.ts'
import {
  AlarmClock,
  CalendarClock,
  CircleDot,
  Copy,
  Link2,
  PhoneCall,
  StickyNote,
  Tag,
  Trash2,
  UserRound,
} from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import { openDialog } from '#lib/dialogs.ts'
import { useT } from '#lib/i18n.ts'
import { useMembers } from '#lib/members.ts'
import { MemberName } from '#records/fields/views.tsx'
import type { Act } from '#records/grid/spec.ts'
import { useSave } from '#records/save.ts'
import { tellProblem } from '#records/tell-problem.ts'
import { useUndo } from '#records/use-undo.ts'
import { ChoiceList } from '#ui/choice-list.tsx'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#ui/menu.tsx'
import { afterClosing, Popover } from '#ui/popover.tsx'
import { notify } from '#ui/toast.tsx'
import { CallDialog } from './call-dialog.tsx'
import { copyOf } from './follow-up.ts'
import { isClosed, type Lead, leadName } from './lead.ts'
import { useArchive } from './lead-menu.tsx'
import { useKnownTags, useTag } from './lead-tags.tsx'
import { RowFollowUp } from './row-follow-up.tsx'
import { RowNote } from './row-note.tsx'
import { ScoreReasons } from './score-badge.tsx'
import { StatusChoices, useMover } from './status.tsx'
import { useSnooze } from './use-snooze.ts'

interface Props extends Act<Lead> {
  onAct: (act: Act<Lead>) => void
  onDone: () => void
}

const NOBODY = '\u2205'

/** One thing to do with a row, beside it: what its cells and the keys ask for. */
export function RowAction({ act, record: lead, anchor, onAct, onDone }: Props) {
  const t = useT()
  const may = useMay()
  const place = useRef(anchor)
  const locked = lead.archived_at !== null || !may('leads', 'update', lead)
  const beside = (label: string, children: ReactNode, className?: string) => (
    <Popover
      label={label}
      open
      onOpenChange={onDone}
      virtualAnchor={place}
      {...(className === undefined ? {} : { className })}
    >
      {children}
    </Popover>
  )
  switch (act) {
    case 'score':
      return beside(t('leads.score.title'), <ScoreReasons id={lead.id} />)
    case 'status':
      return locked ? <Nothing onDone={onDone} /> : <StatusAt lead={lead} anchor={anchor} onDone={onDone} />
    case 'assign':
      return may('leads', 'assign', lead) && !lead.archived_at ? (
        beside(t('field.assigned_to'), <Owners lead={lead} onDone={onDone} />, 'p-0')
      ) : (
        <Nothing onDone={onDone} />
      )
    case 'tags':
      return locked ? <Nothing onDone={onDone} /> : beside(t('leads.tags.add'), <Tags lead={lead} />, 'p-0')
    case 'follow_up':
      return locked ? (
        <Nothing onDone={onDone} />
      ) : (
        beside(t('field.next_follow_up'), <RowFollowUp lead={lead} onDone={onDone} />)
      )
    case 'snooze':
      return locked || isClosed(lead) ? <Nothing onDone={onDone} /> : <Snoozed lead={lead} onDone={onDone} />
    case 'duplicate':
      return may('leads', 'create') ? <Duplicated lead={lead} onDone={onDone} /> : <Nothing onDone={onDone} />
    case 'note':
      return may('leads', 'comment', lead) ? (
        beside(t('composer.label'), <RowNote lead={lead} onDone={onDone} />)
      ) : (
        <Nothing onDone={onDone} />
      )
    case 'call':
      return locked ? <Nothing onDone={onDone} /> : <CallDialog lead={lead} onClose={onDone} />
    case 'copy':
      return <Copied lead={lead} onDone={onDone} />
    case 'archive':
      return <Archived lead={lead} onDone={onDone} />
    default:
      return <All lead={lead} anchor={anchor} locked={locked} onAct={onAct} onDone={onDone} />
  }
}

/** What this user may not do ends as soon as it was asked for. */
function Nothing({ onDone }: { onDone: () => void }) {
  useEffect(onDone)
  return null
}

/** A menu beside something that is no button of its own. */
function MenuAt({ anchor, onDone, children }: { anchor: Element; onDone: () => void; children: ReactNode }) {
  const [{ x, y, width, height }] = useState(() => anchor.getBoundingClientRect())
  return (
    <Menu
      open
      onOpenChange={onDone}
      align="start"
      trigger={
        <span
          aria-hidden
          tabIndex={-1}
          className="pointer-events-none fixed"
          style={{ left: x, top: y, width, height }}
        />
      }
    >
      {children}
    </Menu>
  )
}

function StatusAt({ lead, anchor, onDone }: { lead: Lead; anchor: Element; onDone: () => void }) {
  const t = useT()
  const [chosen, setChosen] = useState(false)
  const { move, asking } = useMover()
  // A reason that was given or not ends it, as the choice of any other status does.
  const asked = useRef(false)
  useEffect(() => {
    if (asking) asked.current = true
    else if (asked.current) onDone()
  }, [asking, onDone])
  if (chosen) return asking
  return (
    <MenuAt anchor={anchor} onDone={onDone}>
      <MenuLabel>{t('leads.move.to')}</MenuLabel>
      <StatusChoices
        value={lead.lead_status}
        onChoose={(to) => {
          move(lead, to, anchor)
          if (to === 'lost' && lead.lead_status !== 'lost') setChosen(true)
          else onDone()
        }}
      />
    </MenuAt>
  )
}

function Owners({ lead, onDone }: { lead: Lead; onDone: () => void }) {
  const t = useT()
  const members = useMembers()
  const save = useSave<Lead>(leads.update, 'leads')
  const { did } = useUndo()
  async function assign(assigned_to: string | null) {
    onDone()
    if (assigned_to === lead.assigned_to) return
    const name = members.find((member) => member.id === assigned_to)?.name ?? t('value.nobody')
    try {
      const { operation_id } = await save.mutateAsync({ record: lead, changes: { assigned_to } })
      did(operation_id, t('leads.assigned', { lead: leadName(lead), name }))
    } catch (error) {
      tellProblem(error)
    }
  }
  return (
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
      onChoose={(id) => void assign(id === NOBODY ? null : id)}
    />
  )
}

function Tags({ lead }: { lead: Lead }) {
  const t = useT()
  const tag = useTag(lead)
  const known = useKnownTags()
  const [tags, setTags] = useState(lead.tags)
  const change = (one: string) => {
    const had = tags.includes(one)
    setTags(had ? tags.filter((other) => other !== one) : [...tags, one])
    tag.mutate(had ? { remove: one } : { add: one })
  }
  return (
    <ChoiceList
      searchable
      multiple
      label={t('leads.tags.add')}
      chosen={tags}
      options={[...new Set([...tags, ...known])].map((one) => ({ value: one, text: one, view: <bdi>{one}</bdi> }))}
      onChoose={change}
      onCreate={(one) => change(one.slice(0, 60))}
    />
  )
}

function Copied({ lead, onDone }: { lead: Lead; onDone: () => void }) {
  const t = useT()
  const tenant = useTenant()
  useEffect(() => {
    void navigator.clipboard
      ?.writeText(`${location.origin}/t/${tenant}/leads/${lead.id}`)
      .then(() => notify({ text: t('state.copied') }))
    onDone()
    // oxlint-disable-next-line react/exhaustive-deps -- once for each press
  }, [])
  return null
}

function Snoozed({ lead, onDone }: { lead: Lead; onDone: () => void }) {
  const snooze = useSnooze(lead)
  useEffect(() => {
    void snooze()
    onDone()
    // oxlint-disable-next-line react/exhaustive-deps -- once for each press
  }, [])
  return null
}

function Duplicated({ lead, onDone }: { lead: Lead; onDone: () => void }) {
  useEffect(() => {
    onDone()
    openDialog({ kind: 'new-lead', like: copyOf(lead) })
    // oxlint-disable-next-line react/exhaustive-deps -- once for each press
  }, [])
  return null
}

function Archived({ lead, onDone }: { lead: Lead; onDone: () => void }) {
  const may = useMay()
  const { mutate } = useArchive(lead)
  useEffect(() => {
    if (may('leads', lead.archived_at ? 'restore' : 'delete', lead)) mutate(undefined, { onSettled: onDone })
    else onDone()
    // oxlint-disable-next-line react/exhaustive-deps -- once for each press
  }, [])
  return null
}

/** Everything that can be done with a row, with the keys that do it. */
function All({
  lead,
  anchor,
  locked,
  onAct,
  onDone,
}: {
  lead: Lead
  anchor: Element
  locked: boolean
  onAct: (act: Act<Lead>) => void
  onDone: () => void
}) {
  const t = useT()
  const may = useMay()
  const [chosen, setChosen] = useState(false)
  const archived = lead.archived_at !== null
  const items: [boolean, string, string, ReactNode, string][] = [
    [!locked, 'status', t('field.lead_status'), <CircleDot key="i" aria-hidden />, 's'],
    [!archived && may('leads', 'assign', lead), 'assign', t('keys.assign'), <UserRound key="i" aria-hidden />, 'a'],
    [!locked, 'tags', t('leads.tags.add'), <Tag key="i" aria-hidden />, 'l'],
    [!locked, 'follow_up', t('field.next_follow_up'), <CalendarClock key="i" aria-hidden />, 'd'],
    [!locked && !isClosed(lead), 'snooze', t('leads.snooze'), <AlarmClock key="i" aria-hidden />, 'h'],
    [may('leads', 'comment', lead), 'note', t('keys.note'), <StickyNote key="i" aria-hidden />, 'n'],
    [!locked, 'call', t('leads.call.log'), <PhoneCall key="i" aria-hidden />, 'w'],
    [true, 'copy', t('action.copy_link'), <Link2 key="i" aria-hidden />, 'u'],
    [may('leads', 'create'), 'duplicate', t('action.duplicate'), <Copy key="i" aria-hidden />, 'shift+d'],
  ]
  const choose = (act: string) => {
    setChosen(true)
    afterClosing(() => onAct({ act, record: lead, anchor }))
  }
  return (
    <MenuAt anchor={anchor} onDone={() => chosen || onDone()}>
      <MenuLabel>
        <bdi>{leadName(lead)}</bdi>
      </MenuLabel>
      {items
        .filter(([offered]) => offered)
        .map(([, act, text, icon, keys]) => (
          <MenuItem key={act} icon={icon} keys={keys} onSelect={() => choose(act)}>
            {text}
          </MenuItem>
        ))}
      {may('leads', archived ? 'restore' : 'delete', lead) ? (
        <>
          <MenuSeparator />
          <MenuItem icon={<Trash2 aria-hidden />} keys="backspace" onSelect={() => choose('archive')}>
            {t(archived ? 'action.restore' : 'action.archive')}
          </MenuItem>
        </>
      ) : null}
    </MenuAt>
  )
}
