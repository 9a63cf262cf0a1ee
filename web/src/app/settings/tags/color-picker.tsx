import { TAG_COLORS } from '@rihla/contracts/tags.ts'
import { Ban, Check } from 'lucide-react'
import { useT } from '#lib/i18n.ts'
import { cn } from '#lib/cn.ts'
import { moveFocus } from '#ui/roving.ts'
import type { Color } from './tags.ts'

/** One of the colours, or none; arrows go from one to the next. */
export function ColorPicker({
  label,
  value,
  onChange,
}: {
  label: string
  value: Color
  onChange: (color: Color) => void
}) {
  const t = useT()
  return (
    <div role="radiogroup" aria-label={label} onKeyDown={moveFocus} className="flex flex-wrap gap-1">
      {([null, ...TAG_COLORS] as const).map((color) => {
        const chosen = color === value
        const name = t(color ? `tags.color.${color}` : 'tags.color.none')
        return (
          <button
            key={color ?? 'none'}
            type="button"
            role="radio"
            aria-checked={chosen}
            aria-label={name}
            title={name}
            tabIndex={chosen ? 0 : -1}
            onClick={() => onChange(color)}
            className="grid size-7 place-items-center rounded-full hover:bg-hover aria-checked:bg-brand-soft pointer-coarse:size-11"
          >
            <span
              data-tag={color ?? undefined}
              className={cn('tag-dot grid size-5 place-items-center rounded-full', color && 'text-surface')}
            >
              {chosen ? (
                <Check className="size-3.5" strokeWidth={3} aria-hidden />
              ) : color ? null : (
                <Ban className="size-3" aria-hidden />
              )}
            </span>
          </button>
        )
      })}
    </div>
  )
}
