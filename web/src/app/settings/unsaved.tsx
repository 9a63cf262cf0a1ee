import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { problemText } from '#lib/problem-text.ts'
import { Button } from '#ui/button.tsx'

/** Stays in sight while something of a pane is changed and not saved. */
export function Unsaved({
  error,
  warning = null,
  busy,
  onDiscard,
  onSave,
}: {
  error: Error | null
  /** What is to be known before it is saved. */
  warning?: string | null
  busy: boolean
  onDiscard: () => void
  onSave: () => void
}) {
  const t = useT()
  const problem = error ? problemOf(error) : null
  return (
    <div
      role="region"
      data-floating
      aria-label={t('scoring.unsaved')}
      className="sticky bottom-4 z-10 flex flex-wrap items-center gap-2 rounded-md border border-line bg-raised p-2 ps-4 shadow-float"
    >
      <span className="min-w-0 flex-1 font-medium">
        {warning !== null || problem ? (
          <span role="alert" className="text-danger">
            {warning ?? (problem && problemText(problem))}
          </span>
        ) : (
          t('scoring.unsaved')
        )}
      </span>
      <Button look="ghost" onClick={onDiscard}>
        {t('scoring.discard')}
      </Button>
      <Button look="primary" busy={busy} onClick={onSave}>
        {t('action.save')}
      </Button>
    </div>
  )
}
