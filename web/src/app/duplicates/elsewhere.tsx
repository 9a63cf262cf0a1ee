import { useInfiniteQuery } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { type Compared, pairsQuery } from './pairs.ts'

/** The pairs of another kind, where it has any: an empty queue is not the end of the work. */
export function Elsewhere({ of, onShow }: { of: Compared; onShow: () => void }) {
  const t = useT()
  const list = useInfiniteQuery(pairsQuery(useTenant(), of))
  const count = list.data?.pages.reduce((sum, { items }) => sum + items.length, 0) ?? 0
  const shown = `${formatNumber(count)}${list.hasNextPage ? '+' : ''}`
  return count ? <Button onClick={onShow}>{t('merge.elsewhere', { kind: t(`nav.${of}`), count, shown })}</Button> : null
}
