import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useEffect } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import type { Command } from '#lib/command.ts'
import { openDialog } from '#lib/dialogs.ts'
import { foundIn } from '#lib/fold.ts'
import { useT } from '#lib/i18n.ts'
import { leadName } from '#features/leads/lead.ts'
import { useFoundLeads, useRecentLeads } from './found-leads.ts'
import { CommandRow, LeadRow, PaletteGroup, RowToCome } from './rows.tsx'

/** Opens a lead's page from the palette. */
function useOpenLead(onClose: () => void) {
  const tenant = useTenant()
  const navigate = useNavigate()
  return (id: string) => {
    onClose()
    void navigate({ to: '/t/$tenant/leads/$id', params: { tenant, id } })
  }
}

/** The leads opened last but those the page is about. They hold their places while they come. */
export function Recents({ but, onClose }: { but: readonly string[]; onClose: () => void }) {
  const t = useT()
  const open = useOpenLead(onClose)
  const { ids, leads } = useRecentLeads()
  const shown = ids.filter((id) => !but.includes(id)).slice(0, 4)
  if (!shown.length) return null
  return (
    <PaletteGroup title={t('palette.group.recent')}>
      {shown.map((id) => {
        const lead = leads.find((one) => one.id === id)
        return lead ? <LeadRow key={id} lead={lead} onOpen={open} /> : <RowToCome key={id} />
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
  const open = useOpenLead(onClose)
  const found = useFoundLeads(text)
  const recent = useRecentLeads().leads.filter((lead) => text && foundIn(leadName(lead), text))
  const leads = [...recent, ...found.items.filter((lead) => !recent.some(({ id }) => id === lead.id))]
  const said = found.error
    ? t('palette.failed')
    : leads.length || text.length < 2
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
      {leads.length ? (
        <PaletteGroup title={t('nav.leads')}>
          {leads.map((lead) => (
            <LeadRow key={lead.id} lead={lead} onOpen={open} />
          ))}
        </PaletteGroup>
      ) : null}
      <p aria-hidden className="px-2.5 text-dense text-text-3 not-empty:py-2">
        {said}
      </p>
      {!found.looking && text.length > 1 && may('leads', 'create') ? (
        <CommandRow
          group="create"
          command={{
            id: 'lead',
            icon: Plus,
            label: t('palette.create', { name: text }),
            run: () => openDialog({ kind: 'new-lead', name: text }),
          }}
          onChoose={onChoose}
        />
      ) : null}
    </>
  )
}
