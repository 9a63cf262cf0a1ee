import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useEffect } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import type { Command } from '#lib/command.ts'
import { openDialog } from '#lib/dialogs.ts'
import { foundIn } from '#lib/fold.ts'
import { type MessageId, useT } from '#lib/i18n.ts'
import type { KindName } from '#records/kind.ts'
import { KIND_NAMES } from '../record-kinds.ts'
import { type Found, useFoundRecords, useRecentRecords } from './found-records.ts'
import { CommandRow, PaletteGroup, RecordRow, RowToCome } from './rows.tsx'

const CREATE = {
  leads: 'palette.create',
  contacts: 'palette.create_contact',
  accounts: 'palette.create_account',
} as const satisfies Record<KindName, MessageId>

/** Opens a record's page from the palette. */
function useOpen(onClose: () => void) {
  const tenant = useTenant()
  const navigate = useNavigate()
  return ({ kind, id }: Found) => {
    onClose()
    void navigate({ to: `/t/$tenant/${kind.name}/$id`, params: { tenant, id } })
  }
}

/** The records opened last but those the page is about. They hold their places while they come. */
export function Recents({ but, onClose }: { but: readonly string[]; onClose: () => void }) {
  const t = useT()
  const open = useOpen(onClose)
  const { ids, records } = useRecentRecords()
  const shown = ids.filter((id) => !but.includes(id)).slice(0, 4)
  if (!shown.length) return null
  return (
    <PaletteGroup title={t('palette.group.recent')}>
      {shown.map((id) => {
        const found = records.find((one) => one.id === id)
        return found ? <RecordRow key={id} found={found} onOpen={open} /> : <RowToCome key={id} />
      })}
    </PaletteGroup>
  )
}

/** What the server finds, below what was known at once. */
export function Records({
  text,
  onChoose,
  onClose,
  onSay,
}: {
  text: string
  onChoose: (command: Command) => void
  onClose: () => void
  /** Says how the search stands. A list of options has no place for it. */
  onSay: (text: string) => void
}) {
  const t = useT()
  const may = useMay()
  const open = useOpen(onClose)
  const found = useFoundRecords(text)
  const recent = useRecentRecords().records.filter(({ name }) => text && foundIn(name, text))
  const records = [...recent, ...found.items.filter((one) => !recent.some(({ id }) => id === one.id))]
  const said = found.error
    ? t('palette.failed')
    : records.length || text.length < 2
      ? ''
      : found.looking
        ? t('state.searching')
        : t('palette.no_record', { text })
  useEffect(() => {
    onSay(said)
    return () => onSay('')
  }, [said, onSay])
  if (!text) return null
  return (
    <>
      {records.length ? (
        <PaletteGroup title={t('palette.group.records')}>
          {records.map((one) => (
            <RecordRow key={one.id} found={one} onOpen={open} />
          ))}
        </PaletteGroup>
      ) : null}
      <p aria-hidden className="px-2.5 text-dense text-text-3 not-empty:py-2">
        {said}
      </p>
      {!found.looking && text.length > 1
        ? KIND_NAMES.filter((name) => may(name, 'create')).map((record) => (
            <CommandRow
              key={record}
              group="create"
              command={{
                id: record,
                icon: Plus,
                label: t(CREATE[record], { name: text }),
                run: () => openDialog({ kind: 'new', record, name: text }),
              }}
              onChoose={onChoose}
            />
          ))
        : null}
    </>
  )
}
