import { leads } from '@rihla/contracts/leads.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CircleDot, Tag, Trash2, UserRound } from 'lucide-react'
import { useHere, useMay } from '#lib/access.ts'
import type { Command } from '#lib/command.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { useMembers } from '#lib/members.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { useSave } from '#records/save.ts'
import { useUndo } from '#records/use-undo.ts'
import { notify } from '#ui/toast.tsx'
import { type BulkAction, useBulk } from './bulk.ts'
import { type Lead, LEAD_STATUSES, leadName, leadQuery, type LeadStatus } from './lead.ts'
import { useKnownTags } from './lead-tags.tsx'
import { useMoveLead } from './moves.ts'

const REASONS = ['price', 'dates', 'competitor', 'no_answer', 'postponed'] as const

/** What can be done to the leads that the page is about: one as on its own page, several as one operation. */
export function useLeadCommands(ids: readonly string[]): { name: string | null; commands: Command[] } {
  const t = useT()
  const { tenant, me } = useHere()
  const may = useMay()
  const members = useMembers()
  const known = useKnownTags()
  const single = ids.length === 1 ? ids[0]! : ''
  const { data: lead } = useQuery({ ...leadQuery(tenant.slug, single), enabled: single !== '' })
  const move = useMoveLead()
  const save = useSave<Lead>(leads.update, 'leads')
  const navigate = useNavigate()
  const bulk = useBulk(
    () => undefined,
    (refused) =>
      void navigate({ to: '/t/$tenant/leads', params: { tenant: tenant.slug }, search: { id: refused.join() } }),
  )
  const { did } = useUndo()
  if (!ids.length || (single && (!lead || lead.archived_at))) return { name: null, commands: [] }

  const right = (action: string) => (lead ? may('leads', action, lead) : may('leads', 'bulk') && may('leads', action))
  const many = (action: BulkAction) => bulk.run({ ...action, target: { ids: [...ids] } })
  const addTag = (tag: string) => many({ action: 'add_tags', tags: [tag.slice(0, 60)] })
  const assign = (assigned_to: string | null) => {
    if (!lead) return many({ action: 'assign', assigned_to })
    const name = members.find((member) => member.id === assigned_to)?.name ?? t('value.nobody')
    save.mutate(
      { record: lead, changes: { assigned_to } },
      {
        onSuccess: ({ operation_id }) => did(operation_id, t('leads.assigned', { lead: leadName(lead), name })),
        onError: (error) => notify({ failed: true, text: problemOf(error).title, detail: problemOf(error).detail }),
      },
    )
  }
  const moveTo = (to: LeadStatus, reason?: string) => {
    if (!lead) return many({ action: 'update_status', lead_status: to, ...(reason ? { reason } : {}) })
    move.mutate({ lead, to, ...(reason ? { lost_reason: reason } : {}) })
  }

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
  if (right('update'))
    commands.push({
      id: 'move',
      label: t('palette.move'),
      keys: 's',
      icon: CircleDot,
      choices: LEAD_STATUSES.filter((status) => status !== lead?.lead_status).map((status) => ({
        id: status,
        label: valueLabel('lead_status', status),
        ...(status === 'lost'
          ? {
              choices: REASONS.map((reason) => ({
                id: reason,
                label: t(`lost_reason.${reason}`),
                run: () => moveTo('lost', t(`lost_reason.${reason}`)),
              })),
              onText: (text: string) => moveTo('lost', text),
            }
          : { run: () => moveTo(status) }),
      })),
    })
  if (may('leads', 'bulk') && right('update'))
    commands.push({
      id: 'tag',
      label: t('palette.tag'),
      keys: 'l',
      icon: Tag,
      choices: known.map((tag) => ({ id: tag, label: tag, run: () => addTag(tag) })),
      onText: addTag,
    })
  if (!lead && right('delete'))
    commands.push({
      id: 'trash',
      label: t('palette.trash'),
      keys: 'backspace',
      icon: Trash2,
      run: () => many({ action: 'archive' }),
    })
  return { name: lead ? leadName(lead) : t('bulk.selected', { count: ids.length }), commands }
}
