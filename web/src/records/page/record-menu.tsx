import { Archive, ArchiveRestore, Copy, Ellipsis, Hand, Link2, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useHere, useMay } from '#lib/access.ts'
import { openDialog } from '#lib/dialogs.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { lazyComponent } from '#lib/lazy-component.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#ui/menu.tsx'
import { afterClosing } from '#ui/popover.tsx'
import { notify } from '#ui/toast.tsx'
import { useAssign } from '../assign.ts'
import { copyOf, type KindRecord } from '../kind.ts'
import { useArchive } from './archive.ts'
import type { PageKind, RecordAction, RecordMenuItem } from './page-kind.ts'

const EraseDialog = lazyComponent(async () => (await import('./erase-dialog.tsx')).EraseDialog)
const noMenu: NonNullable<PageKind['useMenu']> = () => []

const Items = ({ items = [] }: { items?: readonly RecordMenuItem[] | undefined }) =>
  items.map(({ name, keys, icon: Icon, run, opens }) => (
    <MenuItem
      key={name}
      icon={<Icon aria-hidden />}
      {...(keys ? { keys } : {})}
      onSelect={() => (opens ? afterClosing(run) : run())}
    >
      {name}
    </MenuItem>
  ))

/** Everything else that can be done with a record. */
export function RecordMenu({
  page,
  record,
  actions = [],
}: {
  page: PageKind
  record: KindRecord
  /** What there is no room for beside the menu. */
  actions?: readonly RecordAction[]
}) {
  const t = useT()
  const { me } = useHere()
  const may = useMay()
  const { kind, useMenu: useOwnMenu = noMenu } = page
  const own = useOwnMenu(record)
  const archive = useArchive(kind, record)
  const { assign } = useAssign(kind)
  const [erasing, setErasing] = useState(false)
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const archived = record.archived_at !== null
  const mayTake =
    !archived && record.assigned_to !== me.id && (may(kind.name, 'take', record) || may(kind.name, 'update', record))
  const copy = () =>
    void navigator.clipboard
      ?.writeText(location.origin + location.pathname)
      .then(() => notify({ text: t('state.copied') }))
  useShortcut('u', 'keys.copy_link', copy)
  const creates = may(kind.name, 'create')
  const duplicate = () => openDialog({ kind: 'new', record: kind.name, like: copyOf(kind, record) })
  useShortcut('shift+d', 'keys.duplicate', () => creates && duplicate())
  useShortcut('.', 'keys.actions', () => setOpen(true))
  useShortcut('backspace', 'keys.archive', () => !archived && may(kind.name, 'delete', record) && archive.mutate())
  return (
    <>
      <Menu
        open={open}
        onOpenChange={setOpen}
        trigger={
          <IconButton ref={opener} label={t('action.more')} keys="." look="secondary">
            <Ellipsis className="size-4" aria-hidden />
          </IconButton>
        }
      >
        <Items items={actions.map((action) => ({ ...action, opens: true }))} />
        {actions.length ? <MenuSeparator /> : null}
        <Items items={own} />
        <MenuItem icon={<Link2 aria-hidden />} keys="u" onSelect={copy}>
          {t('action.copy_link')}
        </MenuItem>
        {creates ? (
          <MenuItem icon={<Copy aria-hidden />} keys="shift+d" onSelect={() => afterClosing(duplicate)}>
            {t('action.duplicate')}
          </MenuItem>
        ) : null}
        {mayTake ? (
          <MenuItem icon={<Hand aria-hidden />} onSelect={() => void assign(record, me.id)}>
            {t('record.take')}
          </MenuItem>
        ) : null}
        {archived ? (
          <>
            <MenuSeparator />
            {may(kind.name, 'restore', record) ? (
              <MenuItem icon={<ArchiveRestore aria-hidden />} onSelect={() => archive.mutate()}>
                {t('action.restore')}
              </MenuItem>
            ) : null}
            {may(kind.name, 'purge', record) ? (
              <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => setErasing(true)}>
                {t('record.erase.action')}
              </MenuItem>
            ) : null}
          </>
        ) : may(kind.name, 'delete', record) ? (
          <>
            <MenuSeparator />
            <MenuItem icon={<Archive aria-hidden />} keys="backspace" onSelect={() => archive.mutate()}>
              {t('action.archive')}
            </MenuItem>
          </>
        ) : null}
      </Menu>
      {erasing ? (
        <EraseDialog
          kind={kind}
          record={record}
          onClose={() => {
            setErasing(false)
            // The item that opened it is gone with its menu.
            setTimeout(() => opener.current?.focus())
          }}
        />
      ) : null}
    </>
  )
}
