import { ArrowUpToLine } from 'lucide-react'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import type { Place } from './goto.ts'

/** Says that the list begins further down, and leads back to its top. */
export function GotoChip({ place, onTop }: { place: Place | null; onTop: () => void }) {
  const t = useT()
  if (!place) return null
  return (
    <span className="inline-flex h-8 w-fit shrink-0 items-center rounded-sm border border-line bg-sunken ps-2 text-dense whitespace-nowrap pointer-coarse:h-11">
      <bdi>{t('goto.from', { place: place.said })}</bdi>
      <Button look="link" size="sm" onClick={onTop}>
        <ArrowUpToLine className="size-3.5" aria-hidden />
        {t('goto.top')}
      </Button>
    </span>
  )
}
