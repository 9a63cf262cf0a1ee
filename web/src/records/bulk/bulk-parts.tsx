import { Tag, UserRound } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { useMembers } from '#lib/members.ts'
import { Button, type ButtonProps } from '#ui/button.tsx'
import { ChoicePopover } from '#ui/choice-popover.tsx'
import { MemberName } from '../fields/views.tsx'
import type { KindRecord } from '../kind.ts'
import { TagName } from '../tag-chip.tsx'
import { useDeclaredTags } from '../tag-colors.ts'
import type { BulkAction } from './bulk.ts'

export type Act = (action: BulkAction) => void

const NONE = '\u2205'

/** A way to do something to all that is selected; on a phone only its picture. */
export const BarButton = ({
  icon,
  children,
  ...rest
}: Omit<ButtonProps, 'children'> & { icon: ReactNode; children: string }) => (
  <Button look="ghost" size="sm" {...rest}>
    {icon}
    <span className="@max-2xl:sr-only">{children}</span>
  </Button>
)

export function BulkAssign({ act }: { act: Act }) {
  const t = useT()
  const members = useMembers()
  const [open, setOpen] = useState(false)
  useShortcut('a', 'keys.assign', () => setOpen(true))
  return (
    <ChoicePopover
      searchable
      label={t('bulk.assign')}
      open={open}
      onOpenChange={setOpen}
      side="top"
      trigger={<BarButton icon={<UserRound className="size-4" aria-hidden />}>{t('bulk.assign')}</BarButton>}
      chosen={[]}
      options={[
        { value: NONE, text: t('value.nobody') },
        ...members
          .filter((member) => member.active)
          .map(({ id, name }) => ({ value: id, text: name, view: <MemberName id={id} /> })),
      ]}
      onChoose={(id) => act({ action: 'assign', assigned_to: id === NONE ? null : id })}
    />
  )
}

/** Tags that all of them carry are taken off, others put on; where not all are known, only put on. */
export function BulkTags({
  act,
  rows,
  chosen,
  adding,
}: {
  act: Act
  rows: readonly KindRecord[]
  chosen: readonly KindRecord[]
  adding: boolean
}) {
  const t = useT()
  const [open, setOpen] = useState(false)
  useShortcut('l', 'keys.tags', () => setOpen(true))
  const declared = useDeclaredTags()
  const carried = rows.flatMap((record) => record.tags)
  // One tag in two spellings is one: the declared one.
  const others = carried.filter(
    (tag) => !declared.some((one) => one !== tag && one.toLowerCase() === tag.toLowerCase()),
  )
  const tags = [...new Set([...declared, ...others.sort()])]
  const common = tags.filter((tag) => chosen.every((record) => record.tags.includes(tag)))
  return (
    <ChoicePopover
      searchable
      label={t('bulk.tag')}
      open={open}
      onOpenChange={setOpen}
      side="top"
      trigger={<BarButton icon={<Tag className="size-4" aria-hidden />}>{t('bulk.tag')}</BarButton>}
      chosen={adding ? [] : common}
      options={tags.map((tag) => ({ value: tag, text: tag, view: <TagName name={tag} /> }))}
      onChoose={(tag) => act({ action: common.includes(tag) && !adding ? 'remove_tags' : 'add_tags', tags: [tag] })}
      onCreate={(tag) => act({ action: 'add_tags', tags: [tag] })}
    />
  )
}
