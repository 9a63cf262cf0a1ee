import { Link } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { useTenant } from '#lib/access.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { Button, buttonLook } from '#ui/button.tsx'
import { Failure } from './failure.tsx'
import { Faults } from './faults.tsx'
import { Figures } from './figures.tsx'
import { ForgetFile } from './forget-file.tsx'
import { holdsOf, isAtWork, useDrive } from './import.ts'
import type { StepProps } from './import-page.tsx'
import { WorkProgress } from './progress.tsx'

/** What became of the file, where its records are, and the way back. */
export function ResultStep({ one }: StepProps) {
  const t = useT()
  const tenant = useTenant()
  const undo = useDrive(one.id, 'undo')
  const holds = holdsOf(one.record_type)
  // What was taken back is no longer there to be shown.
  const written = one.state === 'undone' ? 0 : (one.counts?.create ?? 0) + (one.counts?.update ?? 0)
  return (
    <div className="flex flex-col gap-5">
      {one.state === 'undoing' ? <WorkProgress one={one} /> : null}
      {one.undone ? (
        <p role="status" className="rounded-sm bg-sunken px-3 py-2 text-text-2">
          {t('import.undone', { count: one.undone.done, shown: formatNumber(one.undone.done) })}
          {one.undone.refused.length ? ` ${t('import.undo_left', { count: one.undone.refused.length })}` : ''}
        </p>
      ) : null}
      {one.error ? <Failure code={one.error} /> : null}
      {one.counts ? <Figures counts={one.counts} done /> : null}
      <div className="flex flex-wrap gap-2">
        {written ? (
          <Link
            to={`/t/$tenant/${holds}`}
            params={{ tenant }}
            search={
              {
                created_at_from: one.created_at,
                ...(one.finished_at ? { created_at_to: one.finished_at } : {}),
              } as never
            }
            className={buttonLook({ look: 'primary' })}
          >
            {t('import.show')}
          </Link>
        ) : null}
        {written && ['done', 'cancelled', 'failed'].includes(one.state) ? (
          <Button busy={undo.isPending} onClick={() => undo.mutate()}>
            <Undo2 className="size-4 rtl:-scale-x-100" aria-hidden />
            {t('import.undo')}
          </Button>
        ) : null}
        {isAtWork(one) ? null : <ForgetFile one={one} />}
      </div>
      {one.counts?.error ? <Faults one={one} fixable={false} /> : null}
    </div>
  )
}
