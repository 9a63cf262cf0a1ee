import {
  ArrowDown,
  ArrowUp,
  ChevronDown,
  EyeOff,
  Group,
  MoveHorizontal,
  MoveLeft,
  MoveRight,
  Pin,
  PinOff,
  Undo2,
} from 'lucide-react'
import { useState } from 'react'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { type ColumnChoice, groupable, pinned, shown, sized } from './columns.ts'
import type { GridSpec } from './spec.ts'

const STEP = 32

/** Everything a pointer can do to a column, for those who use none. */
export function ColumnMenu({
  spec,
  field,
  label,
  width,
  choices,
  onColumns,
  onMove,
  first,
  last,
  sorts,
  onSort,
  grouped,
  onGroup,
}: {
  spec: GridSpec<any>
  field: string
  label: string
  width: number
  choices: readonly ColumnChoice[]
  onColumns: (choices: readonly ColumnChoice[]) => void
  onMove: (by: 1 | -1) => void
  first: boolean
  last: boolean
  sorts: boolean
  onSort: (field: string, descending: boolean) => void
  grouped: boolean
  onGroup: (field: string | null) => void
}) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const choice = choices.find((one) => one.field === field)
  const trigger = (
    <button
      type="button"
      aria-label={t('column.menu', { field: label })}
      aria-haspopup="menu"
      aria-expanded={open}
      onClick={() => setOpen(true)}
      className={cn(
        'absolute end-1.5 z-1 grid size-6 place-items-center rounded-sm bg-bg opacity-0 group-hover/head:opacity-100 hover:bg-hover focus-visible:opacity-100 pointer-coarse:opacity-100',
        open && 'opacity-100',
      )}
    >
      <ChevronDown className="size-3.5" aria-hidden />
    </button>
  )
  // A menu that nobody opened need not be there.
  if (!open) return trigger
  const items: [boolean, string, React.ReactNode, () => void, string?][] = [
    [sorts, t('list.ascending'), <ArrowUp key="i" aria-hidden />, () => onSort(field, false)],
    [sorts, t('list.descending'), <ArrowDown key="i" aria-hidden />, () => onSort(field, true)],
    [
      !first,
      t('column.move_back'),
      <MoveLeft key="i" className="rtl:-scale-x-100" aria-hidden />,
      () => onMove(-1),
      'mod+shift+arrowleft',
    ],
    [
      !last,
      t('column.move_on'),
      <MoveRight key="i" className="rtl:-scale-x-100" aria-hidden />,
      () => onMove(1),
      'mod+shift+arrowright',
    ],
    [
      true,
      t('column.wider'),
      <MoveHorizontal key="i" aria-hidden />,
      () => onColumns(sized(choices, field, width + STEP)),
    ],
    [
      true,
      t('column.narrower'),
      <MoveHorizontal key="i" aria-hidden />,
      () => onColumns(sized(choices, field, width - STEP)),
    ],
    [
      choice?.width !== undefined,
      t('column.width_usual'),
      <Undo2 key="i" aria-hidden />,
      () => onColumns(sized(choices, field, null)),
    ],
    [!choice?.pinned, t('column.pin'), <Pin key="i" aria-hidden />, () => onColumns(pinned(choices, field, true))],
    [
      choice?.pinned === true,
      t('column.unpin'),
      <PinOff key="i" aria-hidden />,
      () => onColumns(pinned(choices, field, false)),
    ],
    [
      groupable(spec.resource.fields).includes(field) && !grouped,
      t('column.group'),
      <Group key="i" aria-hidden />,
      () => onGroup(field),
    ],
    [grouped, t('column.ungroup'), <Group key="i" aria-hidden />, () => onGroup(null)],
    [
      choices.length > 1,
      t('column.hide'),
      <EyeOff key="i" aria-hidden />,
      () => onColumns(shown(choices, field, false)),
    ],
  ]
  return (
    <Menu open onOpenChange={setOpen} align="end" trigger={trigger}>
      {items
        .filter(([offered]) => offered)
        .map(([, text, icon, run, keys], index) => (
          <MenuItem key={index} icon={icon} onSelect={run} {...(keys ? { keys } : {})}>
            {text}
          </MenuItem>
        ))}
    </Menu>
  )
}
