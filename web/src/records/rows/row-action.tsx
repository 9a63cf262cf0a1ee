import { Copy, Link2, StickyNote, Tag, Trash2, UserRound } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import { openDialog } from '#lib/dialogs.ts'
import { useT } from '#lib/i18n.ts'
import { ChoiceList } from '#ui/choice-list.tsx'
import { MenuItem, MenuLabel, MenuSeparator } from '#ui/menu.tsx'
import { afterClosing } from '#ui/popover.tsx'
import { notify } from '#ui/toast.tsx'
import { useAssign } from '../assign.ts'
import { copyOf, type KindRecord, type RecordKind } from '../kind.ts'
import type { RowActionProps } from '../listing/list-kind.ts'
import { OwnerChoices } from '../owner-picker.tsx'
import { useArchive } from '../page/archive.ts'
import { recordHref } from '../record-link.tsx'
import { TagName } from '../tag-chip.tsx'
import { useKnownTags, useTag } from '../tags.tsx'
import { RowPopover, MenuAt, Nothing } from './row-popover.tsx'
import { RowNote } from './row-note.tsx'

/** Something in the menu of a row. */
export interface RowItem {
  act: string
  text: string
  icon: ReactNode
  keys: string
  offered: boolean
}

interface Props extends RowActionProps {
  kind: RecordKind
  /** What only these records have, before what all have. */
  items?: readonly RowItem[]
}

/** One thing to do with a row, beside it: what its cells and the keys ask for. */
export function RecordRowAction({ kind, items, act, record, anchor, onAct, onDone }: Props) {
  const t = useT()
  const may = useMay()
  const locked = record.archived_at !== null || !may(kind.name, 'update', record)
  switch (act) {
    case 'assign':
      return may(kind.name, 'assign', record) && !record.archived_at ? (
        <RowPopover anchor={anchor} label={t('field.assigned_to')} onDone={onDone} className="p-0">
          <Owners kind={kind} record={record} onDone={onDone} />
        </RowPopover>
      ) : (
        <Nothing onDone={onDone} />
      )
    case 'tags':
      return locked ? (
        <Nothing onDone={onDone} />
      ) : (
        <RowPopover anchor={anchor} label={t('record.tags.add')} onDone={onDone} className="p-0">
          <Tags kind={kind} record={record} />
        </RowPopover>
      )
    case 'note':
      return may(kind.name, 'comment', record) ? (
        <RowPopover anchor={anchor} label={t('composer.label')} onDone={onDone}>
          <RowNote kind={kind} record={record} onDone={onDone} />
        </RowPopover>
      ) : (
        <Nothing onDone={onDone} />
      )
    case 'copy':
      return <Copied kind={kind} record={record} onDone={onDone} />
    case 'duplicate':
      return may(kind.name, 'create') ? (
        <Duplicated kind={kind} record={record} onDone={onDone} />
      ) : (
        <Nothing onDone={onDone} />
      )
    case 'archive':
      return <Archived kind={kind} record={record} onDone={onDone} />
    case 'all':
      return <All {...{ kind, items, record, anchor, locked, onAct, onDone }} />
    default:
      return <Nothing onDone={onDone} />
  }
}

interface Part {
  kind: RecordKind
  record: KindRecord
  onDone: () => void
}

function Owners({ kind, record, onDone }: Part) {
  const { assign } = useAssign(kind)
  return (
    <OwnerChoices
      owner={record.assigned_to}
      onChoose={(to) => {
        onDone()
        void assign(record, to)
      }}
    />
  )
}

function Tags({ kind, record }: Omit<Part, 'onDone'>) {
  const t = useT()
  const tag = useTag(kind, record)
  const known = useKnownTags(kind.name)
  const [tags, setTags] = useState(record.tags)
  const change = (one: string) => {
    const had = tags.includes(one)
    setTags(had ? tags.filter((other) => other !== one) : [...tags, one])
    tag.mutate(had ? { remove: one } : { add: one })
  }
  return (
    <ChoiceList
      searchable
      multiple
      label={t('record.tags.add')}
      chosen={tags}
      options={[...new Set([...tags, ...known])].map((one) => ({
        value: one,
        text: one,
        view: <TagName name={one} />,
      }))}
      onChoose={change}
      onCreate={(one) => change(one.slice(0, 60))}
    />
  )
}

function Copied({ kind, record, onDone }: Part) {
  const t = useT()
  const tenant = useTenant()
  useEffect(() => {
    void navigator.clipboard
      ?.writeText(location.origin + recordHref(tenant, kind.name, record.id))
      .then(() => notify({ text: t('state.copied') }))
    onDone()
    // oxlint-disable-next-line react/exhaustive-deps -- once for each press
  }, [])
  return null
}

function Duplicated({ kind, record, onDone }: Part) {
  useEffect(() => {
    onDone()
    openDialog({ kind: 'new', record: kind.name, like: copyOf(kind, record) })
    // oxlint-disable-next-line react/exhaustive-deps -- once for each press
  }, [])
  return null
}

function Archived({ kind, record, onDone }: Part) {
  const may = useMay()
  const { mutate } = useArchive(kind, record)
  useEffect(() => {
    if (may(kind.name, record.archived_at ? 'restore' : 'delete', record)) mutate(undefined, { onSettled: onDone })
    else onDone()
    // oxlint-disable-next-line react/exhaustive-deps -- once for each press
  }, [])
  return null
}

/** Everything that can be done with a row, with the keys that do it. */
function All({
  kind,
  items,
  record,
  anchor,
  locked,
  onAct,
  onDone,
}: Part & { items: Props['items']; anchor: Element; locked: boolean; onAct: RowActionProps['onAct'] }) {
  const t = useT()
  const may = useMay()
  const [chosen, setChosen] = useState(false)
  const archived = record.archived_at !== null
  const all: RowItem[] = [
    ...(items ?? []),
    {
      act: 'assign',
      text: t('keys.assign'),
      icon: <UserRound aria-hidden />,
      keys: 'a',
      offered: !archived && may(kind.name, 'assign', record),
    },
    { act: 'tags', text: t('record.tags.add'), icon: <Tag aria-hidden />, keys: 'l', offered: !locked },
    {
      act: 'note',
      text: t('keys.note'),
      icon: <StickyNote aria-hidden />,
      keys: 'n',
      offered: may(kind.name, 'comment', record),
    },
    { act: 'copy', text: t('action.copy_link'), icon: <Link2 aria-hidden />, keys: 'u', offered: true },
    {
      act: 'duplicate',
      text: t('action.duplicate'),
      icon: <Copy aria-hidden />,
      keys: 'shift+d',
      offered: may(kind.name, 'create'),
    },
  ]
  const choose = (act: string) => {
    setChosen(true)
    afterClosing(() => onAct({ act, record, anchor }))
  }
  return (
    <MenuAt anchor={anchor} onDone={() => chosen || onDone()}>
      <MenuLabel>
        <bdi>{kind.nameOf(record)}</bdi>
      </MenuLabel>
      {all
        .filter(({ offered }) => offered)
        .map(({ act, text, icon, keys }) => (
          <MenuItem key={act} icon={icon} keys={keys} onSelect={() => choose(act)}>
            {text}
          </MenuItem>
        ))}
      {may(kind.name, archived ? 'restore' : 'delete', record) ? (
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
