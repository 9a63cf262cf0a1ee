import { cn } from '#lib/cn.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import type { KindName } from '#records/kind.ts'
import { KIND_ICONS } from '../kind-icons.ts'

const look =
  'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border border-line-strong/60 px-3 text-dense text-text-2 hover:bg-hover hover:text-text aria-pressed:border-brand aria-pressed:bg-brand-soft aria-pressed:font-medium aria-pressed:text-brand pointer-coarse:h-11'

/** How many of each kind were found; a press narrows to it, more of them to several. */
export function Kinds({
  kinds,
  chosen,
  counts,
  onChange,
}: {
  kinds: readonly KindName[]
  chosen: readonly KindName[]
  counts: ReadonlyMap<KindName, { count: number; more: boolean }>
  onChange: (next: readonly KindName[]) => void
}) {
  const t = useT()
  return (
    <div role="group" aria-label={t('search.kinds')} className="flex flex-wrap gap-1.5">
      <button type="button" aria-pressed={chosen.length === 0} onClick={() => onChange([])} className={look}>
        {t('search.everything')}
      </button>
      {kinds.map((name) => {
        const Icon = KIND_ICONS[name]
        const { count, more } = counts.get(name) ?? { count: 0, more: false }
        const on = chosen.includes(name)
        return (
          <button
            key={name}
            type="button"
            aria-pressed={on}
            onClick={() => onChange(on ? chosen.filter((one) => one !== name) : [...chosen, name])}
            className={cn(look, count || on ? '' : 'text-text-3')}
          >
            <Icon className="size-3.5" aria-hidden />
            {t(`nav.${name}`)} <bdi className="tabular-nums">{`${formatNumber(count)}${more ? '+' : ''}`}</bdi>
          </button>
        )
      })}
    </div>
  )
}
