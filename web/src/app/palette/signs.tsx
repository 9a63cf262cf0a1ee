import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import { Tag, UserRound } from 'lucide-react'
import { useMay, useTenant } from '#lib/access.ts'
import type { Command } from '#lib/command.ts'
import { foundIn } from '#lib/fold.ts'
import { compareText, formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { useMembers } from '#lib/members.ts'
import type { KindName } from '#records/kind.ts'
import { tagsQuery, useTagColor } from '#records/tag-colors.ts'
import { useKnownTags } from '#records/tags.tsx'
import { KIND_NAMES, RECORD_KINDS } from '../record-kinds.ts'
import { CommandRow, PaletteGroup } from './rows.tsx'

interface Props {
  text: string
  /** The one kind that is asked for; null: each. */
  scope: KindName | null
  onChoose: (command: Command) => void
}

/** As many rows as one reads in a group before typing on. */
const MOST = 20

/** Tags, under each kind that carries them: the records of that kind with the tag. */
export function Tags({ text, scope, onChoose }: Props) {
  const t = useT()
  const known = useKnownTags('leads')
  // Counted for all at once; it stays true enough while one looks.
  const { data: uses } = useQuery({ ...tagsQuery(useTenant()), staleTime: 60_000, retry: false })
  const color = useTagColor()
  const link = useListLink()
  const kinds = useKinds(scope)
  // Until they are counted, every tag that is known here may be on every kind.
  const tagsOf = (name: KindName): { name: string; count?: number }[] => {
    if (!uses) return known.map((tag) => ({ name: tag }))
    const type = RECORD_KINDS[name].resource.record_type as 'lead'
    return uses
      .flatMap(({ name, counts }) => (counts[type] ? [{ name, count: counts[type] }] : []))
      .sort((a, b) => compareText(a.name, b.name))
  }
  const all = kinds.map((kind) => ({ kind, tags: tagsOf(kind).filter(({ name }) => foundIn(name, text)) }))
  if (!all.some(({ tags }) => tags.length))
    return <p className="px-2.5 py-3 text-text-3">{t(text ? 'state.nothing_found' : 'palette.no_tags')}</p>
  return all.map(({ kind, tags }) =>
    tags.length ? (
      <PaletteGroup
        key={kind}
        title={t('palette.group.of', { group: t('palette.group.tags'), kind: t(`nav.${kind}`) })}
      >
        {tags.slice(0, MOST).map(({ name, count }) => (
          <CommandRow
            key={name}
            group={`tag.${kind}`}
            command={{ id: name, icon: Tag, label: name, ...link(kind, { tags: name }) }}
            tone={color(name)}
            end={count === undefined ? null : formatNumber(count)}
            onChoose={onChoose}
          />
        ))}
      </PaletteGroup>
    ) : null,
  )
}

/** Colleagues, under each kind of which they may own records: theirs of that kind. */
export function People({ text, scope, onChoose }: Props) {
  const t = useT()
  const members = useMembers()
  const link = useListLink()
  const kinds = useKinds(scope)
  const found = members.filter((member) => member.active && foundIn(`${member.name} ${member.email}`, text))
  if (!found.length) return <p className="px-2.5 py-3 text-text-3">{t('state.nothing_found')}</p>
  return kinds.map((kind) => (
    <PaletteGroup
      key={kind}
      title={t('palette.group.of', { group: t('palette.group.people'), kind: t(`nav.${kind}`) })}
    >
      {found.slice(0, MOST).map(({ id, name }) => (
        <CommandRow
          key={id}
          group={`person.${kind}`}
          command={{ id, icon: UserRound, label: name, ...link(kind, { assigned_to: id }) }}
          onChoose={onChoose}
        />
      ))}
    </PaletteGroup>
  ))
}

/** The kinds that one may read, that of the page first. */
function useKinds(scope: KindName | null): readonly KindName[] {
  const may = useMay()
  const here = useRouterState({ select: ({ location }) => location.pathname.split('/')[3] })
  const kinds = KIND_NAMES.filter((name) => may(name, 'read') && (scope === null || name === scope))
  return kinds.toSorted((a, b) => Number(b === here) - Number(a === here))
}

/** Where a list stands, and the way there. */
function useListLink() {
  const tenant = useTenant()
  const router = useRouter()
  const navigate = useNavigate()
  return (kind: KindName, search: Record<string, string>) => {
    const { href } = router.buildLocation({ to: `/t/$tenant/${kind}`, params: { tenant }, search })
    return { href, run: () => void navigate({ href }) }
  }
}
