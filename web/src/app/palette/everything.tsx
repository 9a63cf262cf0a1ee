import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import type { Command } from '#lib/command.ts'
import { foundIn } from '#lib/fold.ts'
import { useT } from '#lib/i18n.ts'
import { useCurrentTarget } from '#lib/target.ts'
import { useLeadCommands } from '#features/leads/lead-commands.ts'
import { useKeyCommands, useShellCommands } from './commands.ts'
import { Recents, Records } from './records.tsx'
import { CommandRow, PaletteGroup } from './rows.tsx'
import { People, Tags } from './signs.tsx'

/** The keys of `useLeadCommands`. */
const LEAD_KEYS = new Set(['a', 's', 'l', 'backspace'])

interface Props {
  text: string
  onChoose: (command: Command) => void
  onClose: () => void
  /** Says how the search stands. A list of options has no place for it. */
  onSay: (text: string) => void
}

/** What was typed, by its first sign: all, actions only, tags, or people. */
export function Everything({ text, onChoose, onClose, onSay }: Props) {
  const meant = useMeantLeads()
  const sign = text.charAt(0)
  const rest = text.slice(1).trim()
  if (sign === '>') return <Local text={rest} meant={meant} onChoose={onChoose} places={false} />
  if (sign === '#') return <Tags text={rest} onChoose={onChoose} />
  if (sign === '@') return <People text={rest} onChoose={onChoose} />
  return (
    <>
      {text.trim() ? null : <Recents but={meant} onClose={onClose} />}
      <Local text={text.trim()} meant={meant} onChoose={onChoose} places />
      <Records text={text.trim()} onChoose={onChoose} onClose={onClose} onSay={onSay} />
    </>
  )
}

/** Known without asking anybody: actions on what the page is about, on the page, everywhere; and places. */
function Local({
  text,
  meant,
  onChoose,
  places,
}: {
  text: string
  meant: readonly string[]
  onChoose: Props['onChoose']
  places: boolean
}) {
  const t = useT()
  const about = useLeadCommands(meant)
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
      // What is done to a lead is offered once, by its own commands, also while these are on their way.
      onPage.filter(({ keys }) => !(meant.length && LEAD_KEYS.has(keys ?? ''))),
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
