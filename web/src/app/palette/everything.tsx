import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import type { Command } from '#lib/command.ts'
import { foundIn } from '#lib/fold.ts'
import { useT } from '#lib/i18n.ts'
import { useCurrentTarget } from '#lib/target.ts'
import { useLeadCommands } from '#features/leads/lead-commands.ts'
import { useRecordCommands } from '#records/commands.ts'
import type { KindName } from '#records/kind.ts'
import { KIND_NAMES, kindOfType, RECORD_KINDS } from '../record-kinds.ts'
import { useKeyCommands, useShellCommands } from './commands.ts'
import { Recents, Records, type RecordsProps } from './records.tsx'
import { CommandRow, PaletteGroup } from './rows.tsx'
import { People, Tags } from './signs.tsx'

/** The keys of what is done to records. */
const RECORD_KEYS = new Set(['a', 's', 'l', 'backspace'])

interface Meant {
  name: KindName
  ids: readonly string[]
}

/** What was typed, by its first sign: all, actions only, tags, or people. */
export function Everything({ text, scope, onChoose, onClose, onSay }: RecordsProps) {
  const meant = useMeant()
  const sign = text.charAt(0)
  const rest = text.slice(1).trim()
  if (sign === '>') return <Local text={rest} meant={meant} onChoose={onChoose} places={false} />
  if (sign === '#') return <Tags text={rest} scope={scope} onChoose={onChoose} />
  if (sign === '@') return <People text={rest} scope={scope} onChoose={onChoose} />
  return (
    <>
      {text.trim() ? null : <Recents but={meant.ids} scope={scope} onClose={onClose} />}
      {scope ? null : <Local text={text.trim()} meant={meant} onChoose={onChoose} places />}
      <Records text={text.trim()} scope={scope} onChoose={onChoose} onClose={onClose} onSay={onSay} />
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
  meant: Meant
  onChoose: RecordsProps['onChoose']
  places: boolean
}) {
  const t = useT()
  const about = useAbout(meant)
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
      // What is done to a record is offered once, by its own commands, also while these are on their way.
      onPage.filter(({ keys }) => !(meant.ids.length && RECORD_KEYS.has(keys ?? ''))),
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

const PATH = new RegExp(`^/t/[^/]+/(${KIND_NAMES.join('|')})/([\\da-f-]{36})`, 'i')

/** The records that are selected, else the one that is open, on its page or beside its list. */
function useMeant(): Meant {
  const selected = useCurrentTarget()
  const open = useRouterState({
    select: ({ location }) => {
      const [, name, id] = PATH.exec(location.pathname) ?? []
      return name && id ? `${RECORD_KINDS[name as KindName].resource.record_type}:${id}` : peekedIn(location.search)
    },
  })
  if (selected && selected.resource in RECORD_KINDS) return { name: selected.resource as KindName, ids: selected.ids }
  const [record_type, id] = open.split(':')
  const kind = kindOfType(record_type!)
  return kind && id ? { name: kind.name, ids: [id] } : { name: 'leads', ids: [] }
}

const peekedIn = (search: { peek?: string }): string => search.peek ?? ''

/** What can be done to what is meant, whichever sort it is of. */
function useAbout({ name, ids }: Meant) {
  const of = (one: KindName) => (one === name ? ids : [])
  const about: Record<KindName, { name: string | null; commands: readonly Command[] }> = {
    leads: useLeadCommands(of('leads')),
    contacts: useRecordCommands(RECORD_KINDS.contacts, of('contacts')),
    accounts: useRecordCommands(RECORD_KINDS.accounts, of('accounts')),
  }
  return about[name]
}
