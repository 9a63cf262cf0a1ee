import { Chip } from '#ui/badge.tsx'
import { useTagColor } from './tag-colors.ts'

/** A tag in the colour that the tenant gave it. */
export function TagChip({ name, ...rest }: { name: string; onRemove?: () => void; removeLabel?: string }) {
  return (
    <Chip color={useTagColor()(name)} {...rest}>
      <bdi>{name}</bdi>
    </Chip>
  )
}

/** A tag among choices: its colour as a dot before it. */
export function TagName({ name }: { name: string }) {
  const color = useTagColor()(name)
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-2">
      <span aria-hidden data-tag={color ?? undefined} className="tag-dot size-2.5 shrink-0 rounded-full" />
      <bdi className="one-line">{name}</bdi>
    </span>
  )
}
