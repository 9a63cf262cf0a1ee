import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useT } from '#lib/i18n.ts'

/** A value that changed: what it was, unless there was none, and what it became. */
export function FromTo({ from, to }: { from?: ReactNode; to: ReactNode }) {
  const t = useT()
  return (
    <>
      {from === undefined ? null : (
        <del className="min-w-0 text-text-3 decoration-line-strong [&_*]:text-text-3">{from}</del>
      )}
      <ArrowRight
        role="img"
        aria-label={t('timeline.became')}
        className="size-3.5 shrink-0 self-center text-text-3 rtl:-scale-x-100"
      />
      <ins className="min-w-0 no-underline">{to}</ins>
    </>
  )
}
