import { CircleDot } from 'lucide-react'
import type { Command } from '#lib/command.ts'
import { useT } from '#lib/i18n.ts'
import { useRecordCommands } from '#records/commands.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { type Lead, LEAD_STATUSES, LEADS, type LeadStatus } from './lead.ts'
import { useMoveLead } from './moves.ts'

const REASONS = ['price', 'dates', 'competitor', 'no_answer', 'postponed'] as const

/** What can be done to the leads that the page is about, on their way from status to status too. */
export function useLeadCommands(ids: readonly string[]): { name: string | null; commands: Command[] } {
  const t = useT()
  const move = useMoveLead()
  const { name, commands, record, right, many } = useRecordCommands(LEADS, ids)
  if (name === null || !right('update')) return { name, commands }
  const lead = record as Lead | null
  const moveTo = (to: LeadStatus, reason?: string) => {
    if (!lead) return many({ action: 'update_status', lead_status: to, ...(reason ? { reason } : {}) })
    move.mutate({ lead, to, ...(reason ? { lost_reason: reason } : {}) })
  }
  const moves: Command = {
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
  }
  // Whom it belongs to comes first, then where it stands.
  const at = commands.findIndex(({ id }) => id === 'assign') + 1
  return { name, commands: [...commands.slice(0, at), moves, ...commands.slice(at)] }
}
