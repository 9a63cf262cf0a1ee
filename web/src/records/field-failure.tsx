import type { Field } from '@rihla/contracts/fields.ts'
import { lazyComponent } from '#lib/lazy-component.tsx'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { problemText } from '#lib/problem-text.ts'
import { Button } from '#ui/button.tsx'
import type { PastOf } from './conflict-author.tsx'
import { useFieldLabel } from './fields/record-type.ts'
import { FieldView } from './fields/field-view.tsx'
import { ConflictError } from './save.ts'

const ConflictAuthor = lazyComponent(async () => (await import('./conflict-author.tsx')).ConflictAuthor)

/** Why a value was not saved; after a conflict, theirs and mine. */
export function FieldFailure({
  error,
  name,
  field,
  mine,
  past,
  onMine,
  onTheirs,
}: {
  error: unknown
  name: string
  field: Field
  mine: unknown
  /** What tells who was faster. */
  past?: PastOf | undefined
  onMine: (current: Record<string, unknown>) => void
  onTheirs: () => void
}) {
  const t = useT()
  const label = useFieldLabel()
  if (!(error instanceof ConflictError)) {
    const problem = problemOf(error)
    // A value can be right by itself and wrong beside another: then the server names the other.
    const isOf = (field: string) => field === name || (!name.startsWith('custom.') && /^\w+/.exec(field)?.[0] === name)
    const wrong = problem.errors?.find((one) => isOf(one.field)) ?? problem.errors?.[0]
    const said = wrong && (isOf(wrong.field) ? wrong.message : `${label(wrong.field)}: ${wrong.message}`)
    const text = said ?? problemText(problem)
    return (
      <p role="alert" className="text-meta text-danger">
        {text}
      </p>
    )
  }
  const current = error.current as Record<string, unknown>
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-sm border border-warn/40 bg-warn-soft p-2 text-dense">
      <div>
        <p className="font-medium text-warn">{t('conflict.title')}</p>
        {past ? <ConflictAuthor {...past} id={String(current['id'])} name={name} /> : null}
      </div>
      <p className="flex flex-wrap gap-x-2">
        <span className="text-text-3">{t('conflict.theirs')}</span>
        <FieldView name={name} field={field} record={current} />
      </p>
      <p className="flex flex-wrap gap-x-2">
        <span className="text-text-3">{t('conflict.mine')}</span>
        <FieldView name={name} field={field} record={{ ...current, [name]: mine }} />
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => onMine(current)}>
          {t('conflict.keep_mine')}
        </Button>
        <Button size="sm" look="ghost" onClick={onTheirs}>
          {t('conflict.keep_theirs')}
        </Button>
      </div>
    </div>
  )
}
