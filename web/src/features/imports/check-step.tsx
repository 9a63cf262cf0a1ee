import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { Failure } from './failure.tsx'
import { Faults } from './faults.tsx'
import { Figures } from './figures.tsx'
import { Foot } from './foot.tsx'
import { isOver, useDrive } from './import.ts'
import type { StepProps } from './import-page.tsx'
import { WorkProgress } from './progress.tsx'

/** What a run would do. Nothing was written yet. */
export function CheckStep({ one, onStep }: StepProps) {
  const t = useT()
  const check = useDrive(one.id, 'check')
  const run = useDrive(one.id, 'run')
  const stop = useDrive(one.id, 'cancel')
  const checked = one.counts !== null && (one.state === 'checked' || isOver(one))
  const writes = (one.counts?.create ?? 0) + (one.counts?.update ?? 0)
  return (
    <div className="flex flex-col gap-5">
      {one.state === 'checking' ? (
        <>
          <WorkProgress one={one} />
          <div>
            <Button busy={stop.isPending} onClick={() => stop.mutate()}>
              {t('action.cancel')}
            </Button>
          </div>
        </>
      ) : null}
      {one.counts ? <Figures counts={one.counts} done={isOver(one)} /> : null}
      {checked && one.counts!.error ? <Faults one={one} fixable={one.state === 'checked'} /> : null}
      {checked && !one.counts!.error ? <p className="text-text-2">{t('import.no_faults')}</p> : null}
      {one.error ? <Failure code={one.error} /> : null}
      {isOver(one) ? null : (
        <Foot
          go={checked ? t('import.run', { count: writes, shown: formatNumber(writes) }) : t('import.check')}
          busy={checked ? run.isPending : check.isPending}
          disabled={checked ? writes === 0 : one.state === 'checking'}
          onGo={() => (checked ? run.mutate(undefined, { onSuccess: () => onStep('run') }) : check.mutate())}
        >
          {checked && one.counts!.error ? (
            <p className="text-dense text-text-3">{t('import.without_faults', { count: one.counts!.error })}</p>
          ) : null}
        </Foot>
      )}
    </div>
  )
}
