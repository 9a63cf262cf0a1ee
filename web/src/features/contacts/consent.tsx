import { CONSENT_CHANNELS, CONSENT_STATES, type ConsentChannel } from '@rihla/contracts/contacts.ts'
import { Check, ChevronDown, CircleHelp, X } from 'lucide-react'
import { formatDate } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { RecordCard } from '#records/page/record-card.tsx'
import { useSave } from '#records/save.ts'
import { tellProblem } from '#records/tell-problem.ts'
import { useUndo } from '#records/use-undo.ts'
import { Badge, type Tone } from '#ui/badge.tsx'
import { Menu, MenuChoices, MenuLabel } from '#ui/menu.tsx'
import { type Contact, contactName, CONTACTS } from './contact.ts'

type State = (typeof CONSENT_STATES)[number]

// Shape and colour both tell, for those who do not see the colour.
const SIGNS = { granted: Check, denied: X, unknown: CircleHelp } as const
const TONES: Record<State, Tone> = { granted: 'success', denied: 'danger', unknown: 'neutral' }

/** By which ways they let us write and call, each changed where it is read. */
export function ConsentPills({ record: contact, locked }: { record: Contact; locked: boolean }) {
  const t = useT()
  return (
    <RecordCard title={t('field.consent')}>
      <ul className="flex flex-wrap gap-1.5">
        {CONSENT_CHANNELS.map((channel) => (
          <li key={channel}>
            <Pill contact={contact} channel={channel} locked={locked} />
          </li>
        ))}
      </ul>
    </RecordCard>
  )
}

function Pill({ contact, channel, locked }: { contact: Contact; channel: ConsentChannel; locked: boolean }) {
  const t = useT()
  const save = useSave<Contact>(CONTACTS.operations.update, 'contacts')
  const { did } = useUndo()
  const said = contact.consent?.[channel]
  const state: State = said?.state ?? 'unknown'
  const Sign = SIGNS[state]
  const name = t(`consent.channel.${channel}`)
  const since = said?.at ? formatDate(said.at) : null
  const title = [t(`consent.${state}`), since, said?.source].filter(Boolean).join(' · ')
  const set = (next: State) =>
    save.mutate(
      { record: contact, changes: { consent: { ...contact.consent, [channel]: { state: next } } } },
      {
        onSuccess: ({ operation_id }) =>
          did(operation_id, t('consent.set', { name: contactName(contact), channel: name })),
        onError: tellProblem,
      },
    )
  const pill = (
    <Badge tone={TONES[state]}>
      <Sign className="size-3.5 shrink-0" aria-hidden />
      {name}
      <span className="sr-only">: {t(`consent.${state}`)}</span>
      {locked ? null : <ChevronDown className="size-3 shrink-0" aria-hidden />}
    </Badge>
  )
  if (locked) return <span title={title}>{pill}</span>
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          title={title}
          className="relative inline-flex rounded-sm after:absolute after:-inset-1 pointer-coarse:after:-inset-2"
        >
          {pill}
        </button>
      }
    >
      <MenuLabel>{name}</MenuLabel>
      <MenuChoices<State>
        value={state}
        onChange={set}
        choices={CONSENT_STATES.map((value) => ({ value, label: t(`consent.${value}`) }))}
      />
    </Menu>
  )
}
