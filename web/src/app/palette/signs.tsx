import { useNavigate, useRouter } from '@tanstack/react-router'
import { Tag, UserRound } from 'lucide-react'
import { useTenant } from '#lib/access.ts'
import type { Command } from '#lib/command.ts'
import { foundIn } from '#lib/fold.ts'
import { useT } from '#lib/i18n.ts'
import { useMembers } from '#lib/members.ts'
import { useTagColor } from '#records/tag-colors.ts'
import { useKnownTags } from '#records/tags.tsx'
import { CommandRow, PaletteGroup } from './rows.tsx'

/** Tags that the leads shown lately carry, or the one that is typed: its leads. */
export function Tags({ text, onChoose }: { text: string; onChoose: (command: Command) => void }) {
  const t = useT()
  const known = useKnownTags('leads')
  const color = useTagColor()
  const link = useListLink()
  const found = known.filter((tag) => foundIn(tag, text))
  const rows = text && !known.includes(text) ? [...found, text] : found
  return (
    <PaletteGroup title={t('palette.group.tags')}>
      {rows.length ? null : <p className="px-2.5 py-3 text-text-3">{t('palette.type_tag')}</p>}
      {rows.map((tag) => (
        <CommandRow
          key={tag}
          group="tag"
          command={{ id: tag, icon: Tag, label: tag, ...link({ tags: tag }) }}
          tone={color(tag)}
          onChoose={onChoose}
        />
      ))}
    </PaletteGroup>
  )
}

/** A colleague: their leads. */
export function People({ text, onChoose }: { text: string; onChoose: (command: Command) => void }) {
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
