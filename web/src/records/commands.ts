import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Tag, Trash2, UserRound } from 'lucide-react'
import { useHere, useMay } from '#lib/access.ts'
import type { Command } from '#lib/command.ts'
import { useT } from '#lib/i18n.ts'
import { useMembers } from '#lib/members.ts'
import { useAssign } from './assign.ts'
import { type BulkAction, useBulk } from './bulk/bulk.ts'
import { type KindRecord, type RecordKind, recordQuery } from './kind.ts'
import { useKnownTags } from './tags.tsx'

/** What can be done to records from elsewhere, and what a kind needs to add its own. */
export interface RecordCommands {
  name: string | null
  commands: Command[]
  /** The one that is meant; null: several, or none. */
  record: KindRecord | null
  right: (action: string) => boolean
  many: (action: BulkAction) => void
}

/** What can be done to the records that the page is about: one as on its own page, several as one operation. */
export function useRecordCommands(kind: RecordKind, ids: readonly string[]): RecordCommands {
  const t = useT()
  const { tenant, me } = useHere()
  const may = useMay()
  const members = useMembers()
  const known = useKnownTags(kind.name)
  const single = ids.length === 1 ? ids[0]! : ''
  const { data: record = null } = useQuery({ ...recordQuery(kind, tenant.slug, single), enabled: single !== '' })
  const { assign: assignOne } = useAssign(kind)
  const navigate = useNavigate()
  const bulk = useBulk(
    kind,
    () => undefined,
    (refused) =>
      void navigate({
        to: `/t/$tenant/${kind.name}`,
        params: { tenant: tenant.slug },
        search: { id: refused.join() } as never,
      }),
  )
  const right = (action: string) =>
    record ? may(kind.name, action, record) : may(kind.name, 'bulk') && may(kind.name, action)
  const many = (action: BulkAction) => bulk.run({ ...action, target: { ids: [...ids] } })
  if (!ids.length || (single && (!record || record.archived_at)))
    return { name: null, commands: [], record: null, right: () => false, many }

  const addTag = (tag: string) => many({ action: 'add_tags', tags: [tag.slice(0, 60)] })
  const assign = (assigned_to: string | null) =>
    record ? void assignOne(record, assigned_to) : many({ action: 'assign', assigned_to })

  const commands: Command[] = []
  if (right('assign'))
    commands.push({
      id: 'assign',
      label: t('palette.assign'),
      keys: 'a',
      icon: UserRound,
      choices: [
        { id: me.id, label: t('palette.me', { name: me.name }), run: () => assign(me.id) },
        ...members
          .filter((member) => member.active && member.id !== me.id)
          .map(({ id, name }) => ({ id, label: name, run: () => assign(id) })),
        { id: 'nobody', label: t('value.nobody'), run: () => assign(null) },
      ],
    })
  if (may(kind.name, 'bulk') && right('update'))
    commands.push({
      id: 'tag',
      label: t('palette.tag'),
      keys: 'l',
      icon: Tag,
      choices: known.map((tag) => ({ id: tag, label: tag, run: () => addTag(tag) })),
      onText: addTag,
    })
  if (!record && right('delete'))
    commands.push({
      id: 'trash',
      label: t('palette.trash'),
      keys: 'backspace',
      icon: Trash2,
      run: () => many({ action: 'archive' }),
    })
  const name = record ? kind.nameOf(record) : t('bulk.selected', { count: ids.length })
  return { name, commands, record, right, many }
}
