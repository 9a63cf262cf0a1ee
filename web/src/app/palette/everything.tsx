import { useQueryClient, type InfiniteData } from '@tanstack/react-query'
import type { Page } from '@rihla/contracts/resource.ts'
import { useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import { Plus, Tag, UserRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import type { Command } from '#lib/command.ts'
import { openDialog } from '#lib/dialogs.ts'
import { foundIn } from '#lib/fold.ts'
import { compareText } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { useMembers } from '#lib/members.ts'
import { useCurrentTarget } from '#lib/target.ts'
import { type Lead, leadName } from '#features/leads/lead.ts'
import { useLeadCommands } from '#features/leads/lead-commands.ts'
import { useKeyCommands, useShellCommands } from './commands.ts'
import { useFoundLeads, useRecentLeads } from './found-leads.ts'
import { CommandRow, LeadRow, PaletteGroup } from './rows.tsx'

interface Props {
  text: string
  onChoose: (command: Command) => void
  onClose: () => void
  /** Says how the search stands. A list of options has no place for it. */
  onSay: (text: string) => void
}

/** What was typed, by its first sign: all, actions only, tags, or people. */
export function Everything({ text, onChoose, onClose, onSay }: Props) {
  const sign = text.charAt(0)
  const rest = text.slice(1).trim()
  if (sign === '>') return <Local text={rest} onChoose={onChoose} places={false} />
  if (sign === '#') return <Tags text={rest} onChoose={onChoose} />
  if (sign === '@') return <People text={rest} onChoose={onChoose} />
  return (
    <>
      {text.trim() ? null : <Recents onClose={onClose} />}
      <Local text={text.trim()} onChoose={onChoose} places />
      <Records text={text.trim()} onChoose={onChoose} onClose={onClose} onSay={onSay} />
    </>
  )
}

/** Known without asking anybody: actions on what the page is about, on the page, everywhere; and places. */
function Local({ text, onChoose, places }: { text: string; onChoose: Props['onChoose']; places: boolean }) {
  const t = useT()
  const about = useLeadCommands(useMeantLeads())
  // As it was when the palette opened: the page beneath does not change.
  const [onPage] = useState(useKeyCommands)
  const shell = useShellCommands()
  const navigate = useNavigate()
  const fits = (command: Command) =>
    text ? foundIn(`${command.label} ${command.also ?? ''}`, text) : !(places && command.seldom)
  const go = (command: Command): Command =>
    command.href ? { ...command, run: () => void navigate({ href: command.href! }) } : command
  const groups: [id: string, title: string, commands: readonly Command[]][] = [
    ['about', about.name ?? '', about.commands],
    [
      'page',
      t('palette.group.page'),
      onPage.filter(({ keys }) => !about.commands.some((other) => other.keys === keys)),
    ],
    ['actions', t('palette.group.actions'), shell.actions],
    ['places', t('palette.group.places'), places ? shell.places : []],
  ]
  return groups.map(([id, title, commands]) => {
    const found = commands.filter(fits)
    if (!found.length) return null
    return (
      <PaletteGroup key={id} title={<bdi>{title}</bdi>}>
        {found.map((command) => (
          <CommandRow key={command.id} group={id} command={go(command)} onChoose={onChoose} />
        ))}
      </PaletteGroup>
    )
  })
}

/** The leads that are selected, else the one that is open, on its page or beside the list. */
function useMeantLeads(): readonly string[] {
  const selected = useCurrentTarget()
  const open = useRouterState({
    select: ({ location }) =>
      /^\/t\/[^/]+\/leads\/([^/]+)/.exec(location.pathname)?.[1] ??
      /^lead:(.+)/.exec((location.search as { peek?: string }).peek ?? '')?.[1],
  })
  if (selected?.resource === 'leads') return selected.ids
  return open ? [open] : []
}

/** Opens a lead's page from the palette. */
function useOpenLead(onClose: () => void) {
  const tenant = useTenant()
  const navigate = useNavigate()
  return (id: string) => {
    onClose()
    void navigate({ to: '/t/$tenant/leads/$id', params: { tenant, id } })
  }
}

function Recents({ onClose }: { onClose: () => void }) {
  const t = useT()
  const open = useOpenLead(onClose)
  const leads = useRecentLeads()
  if (!leads.length) return null
  return (
    <PaletteGroup title={t('palette.group.recent')}>
      {leads.slice(0, 5).map((lead) => (
        <LeadRow key={lead.id} lead={lead} onOpen={open} />
      ))}
    </PaletteGroup>
  )
}

/** What the server finds, below what was known at once. */
function Records({ text, onChoose, onClose, onSay }: Props) {
  const t = useT()
  const may = useMay()
  const open = useOpenLead(onClose)
  const found = useFoundLeads(text)
  const recent = useRecentLeads().filter((lead) => text && foundIn(leadName(lead), text))
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

/** Tags that the leads shown lately carry, or the one that is typed: its leads. */
function Tags({ text, onChoose }: { text: string; onChoose: Props['onChoose'] }) {
  const t = useT()
  const lists = useQueryClient().getQueriesData<InfiniteData<Page<Lead>>>({
    queryKey: keyOf(useTenant(), 'leads', 'list'),
  })
  const link = useListLink()
  const known = [
    ...new Set(
      lists.flatMap(([, list]) => list?.pages.flatMap(({ items }) => items.flatMap(({ tags }) => tags)) ?? []),
    ),
  ]
  const found = known.filter((tag) => foundIn(tag, text)).toSorted(compareText)
  const rows = text && !known.includes(text) ? [...found, text] : found
  return (
    <PaletteGroup title={t('palette.group.tags')}>
      {rows.length ? null : <p className="px-2.5 py-3 text-text-3">{t('palette.type_tag')}</p>}
      {rows.map((tag) => (
        <CommandRow
          key={tag}
          group="tag"
          command={{ id: tag, icon: Tag, label: tag, ...link({ tags: tag }) }}
          onChoose={onChoose}
        />
      ))}
    </PaletteGroup>
  )
}

/** A colleague: their leads. */
function People({ text, onChoose }: { text: string; onChoose: Props['onChoose'] }) {
  const t = useT()
  const members = useMembers()
  const link = useListLink()
  const found = members.filter((member) => member.active && foundIn(`${member.name} ${member.email}`, text))
  return (
    <PaletteGroup title={t('palette.group.people')}>
      {found.length ? null : <p className="px-2.5 py-3 text-text-3">{t('state.nothing_found')}</p>}
      {found.slice(0, 20).map(({ id, name }) => (
        <CommandRow
          key={id}
          group="person"
          command={{ id, icon: UserRound, label: name, ...link({ assigned_to: id }) }}
          onChoose={onChoose}
        />
      ))}
    </PaletteGroup>
  )
}

/** Where a list of leads stands, and the way there. */
function useListLink() {
  const tenant = useTenant()
  const router = useRouter()
  const navigate = useNavigate()
  return (search: Record<string, string>) => {
    const { href } = router.buildLocation({ to: '/t/$tenant/leads', params: { tenant }, search })
    return { href, run: () => void navigate({ href }) }
  }
}
