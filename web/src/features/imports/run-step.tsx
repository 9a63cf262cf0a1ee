import { useEffect } from 'react'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { Figures } from './figures.tsx'
import { useDrive } from './import.ts'
import type { StepProps } from './import-page.tsx'
import { WorkProgress } from './progress.tsx'

/** The work goes on by itself; who leaves this page finds it where it then is. */
export function RunStep({ one, onStep }: StepProps) {
  const t = useT()
  const stop = useDrive(one.id, 'cancel')
  const working = one.state === 'running'
  useEffect(() => {
    if (one.state === 'uploaded' || one.state === 'checked') onStep('check')
    // oxlint-disable-next-line react/exhaustive-deps -- where there is nothing to run yet, once
  }, [])
  return (
    <div className="flex flex-col gap-5">
      <WorkProgress one={one} />
      {one.counts ? <Figures counts={one.counts} done /> : null}
      <p className="text-text-2">{t('import.goes_on')}</p>
      {working ? (
        <div>
          <Button busy={stop.isPending} onClick={() => stop.mutate()}>
            {t('import.stop')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
