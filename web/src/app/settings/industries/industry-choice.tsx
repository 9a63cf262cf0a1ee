import { useT } from '#lib/i18n.ts'
import { Combobox } from '#ui/combobox.tsx'
import type { ControlIds } from '#ui/field.tsx'
import type { Branch } from './industries.ts'

/** One of the industries, as they stand in the tree. */
export function IndustryChoice({
  label,
  value,
  all,
  but,
  empty,
  ids,
  onChange,
}: {
  label: string
  value: string | null
  all: readonly { node: Branch; depth: number }[]
  but: ReadonlySet<string>
  empty?: string
  ids: ControlIds
  onChange: (id: string | null) => void
}) {
  const t = useT()
  return (
    <Combobox
      {...ids}
      label={label}
      value={value}
      onChange={onChange}
      placeholder={empty ?? t('action.choose')}
      {...(empty === undefined ? {} : { empty })}
      options={all
        .filter(({ node }) => !but.has(node.id))
        .map(({ node, depth }) => ({
          value: node.id,
          text: node.name,
          view: (
            <span className="block min-w-0" style={{ paddingInlineStart: `${Math.min(depth, 8) * 14}px` }}>
              <bdi className="one-line">{node.name}</bdi>
            </span>
          ),
        }))}
      view={value === null ? undefined : <bdi>{all.find(({ node }) => node.id === value)?.node.name}</bdi>}
    />
  )
}
