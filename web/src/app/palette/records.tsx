import { useNavigate, useRouter } from '@tanstack/react-router'
import { useCommandState } from 'cmdk'
import { Plus, Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import type { Command } from '#lib/command.ts'
import { openDialog } from '#lib/dialogs.ts'
import { foundIn } from '#lib/fold.ts'
import { useT } from '#lib/i18n.ts'
import type { KindName } from '#records/kind.ts'
import { KIND_NAMES, RECORD_KINDS } from '../record-kinds.ts'
import { CREATE } from '../search/create.ts'
import { type Found, keepPlace, LEAST } from '../search/found.ts'
import { useFoundRecords, useRecentRecords } from './found-records.ts'
import { CommandRow, PaletteGroup, RecordRow, RowToCome } from './rows.tsx'

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
export function Recents({
  but,
  scope,
  onClose,
}: {
  but: readonly string[]
  scope: KindName | null
  onClose: () => void
}) {
  const t = useT()
  const open = useOpen(onClose)
  const { ids, records } = useRecentRecords(scope)
  const shown = ids.filter((id) => !but.includes(id)).slice(0, scope ? 8 : 4)
  if (!shown.length)
    return scope ? <p className="px-2.5 py-3 text-text-3">{t('search.type_in', { kind: t(`nav.${scope}`) })}</p> : null
  return (
    <PaletteGroup title={t('palette.group.recent')}>
      {shown.map((id) => {
        const found = records.find((one) => one.id === id)
        return found ? <RecordRow key={id} found={found} onOpen={open} /> : <RowToCome key={id} />
      })}
    </PaletteGroup>
  )
}

/** The rows as they stand: an answer brings others around the one that is chosen, which stays where it is. */
function useSteady(asked: string, rows: readonly Found[]): readonly Found[] {
  const chosen = useCommandState((state) => state.value)?.split(':')[1]
  const brought = rows.map(({ id }) => id).join()
  const [stands, setStands] = useState({ asked, brought, rows })
  const order = stands.rows.flatMap(({ id }) => rows.find((one) => one.id === id) ?? [])
  if (stands.asked === asked && stands.brought === brought) return order
  const next = stands.asked === asked ? keepPlace(rows, stands.rows, chosen) : rows
  setStands({ asked, brought, rows: next })
  return next
}

export interface RecordsProps {
  text: string
  /** The one kind that is searched; null: everything. */
  scope: KindName | null
  onChoose: (command: Command) => void
  onClose: () => void
  /** Says how the search stands. A list of options has no place for it. */
  onSay: (text: string) => void
}

/** What the server finds, below what was known at once. */
export function Records({ text, scope, onChoose, onClose, onSay }: RecordsProps) {
  const t = useT()
  const open = useOpen(onClose)
  const found = useFoundRecords(text, scope)
  const recent = useRecentRecords(scope).records.filter(({ name }) => text && foundIn(name, text))
  const records = useSteady(`${scope} ${text}`, [
    ...recent,
    ...found.items.filter((one) => !recent.some(({ id }) => id === one.id)),
  ])
  const nearly = found.nearly && !recent.length
  const said = found.error
    ? t('palette.failed')
    : records.length || text.length < LEAST
      ? nearly
        ? t('search.nearly')
        : ''
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
        <PaletteGroup title={t(nearly ? 'search.nearly' : 'palette.group.records')}>
          {records.map((one) => (
            <RecordRow key={one.id} found={one} query={text} onOpen={open} />
          ))}
        </PaletteGroup>
      ) : null}
      <p aria-hidden className="px-2.5 text-dense text-text-3 not-empty:py-2">
        {nearly ? '' : said}
      </p>
      {!found.looking && text.length >= LEAST ? (
        <Onwards text={text} scope={scope} some={records.length > 0} onChoose={onChoose} />
      ) : null}
    </>
  )
}

/** The page of all that is found, and what can be made by this name. */
function Onwards({
  text,
  scope,
  some,
  onChoose,
}: Pick<RecordsProps, 'text' | 'scope' | 'onChoose'> & {
  /** Whether anything was found in the scope; else the page looks beyond it. */
  some: boolean
}) {
  const t = useT()
  const may = useMay()
  const tenant = useTenant()
  const router = useRouter()
  const { href } = router.buildLocation({
    to: '/t/$tenant/search',
    params: { tenant },
    search: { q: text, ...(scope && some ? { types: RECORD_KINDS[scope].resource.record_type } : {}) },
  })
  const kinds = (scope ? [scope] : KIND_NAMES).filter((name) => may(name, 'create'))
  return (
    <>
      <CommandRow
        group="search"
        command={{
          id: 'all',
          icon: Search,
          label: t('search.all', { text }),
          href,
          run: () => void router.navigate({ href }),
        }}
        onChoose={onChoose}
      />
      {kinds.map((record) => (
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
      ))}
    </>
  )
}
