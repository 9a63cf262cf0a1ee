import type { Field } from '@rihla/contracts/fields.ts'
import { Check } from 'lucide-react'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { FieldView } from '#records/fields/field-view.tsx'
import { fieldLabel } from '#records/fields/labels.ts'
import type { KindRecord, RecordKind } from '#records/kind.ts'

/** For each field in which two records differ: the value that stays. */
export function FieldChoices({
  kind,
  open,
  pair,
  isChosen,
  onChoose,
}: {
  kind: RecordKind
  open: readonly [string, Field][]
  pair: readonly [KindRecord, KindRecord]
  isChosen: (name: string, field: Field, place: 0 | 1) => boolean
  onChoose: (name: string, place: 0 | 1) => void
}) {
  const t = useT()
  if (!open.length) return <p className="mt-4 text-text-2">{t('merge.same_all')}</p>
  return (
    <section aria-label={t('merge.choose')} className="mt-5 flex flex-col gap-3">
      <h2 className="text-dense font-medium text-text-2">{t('merge.choose')}</h2>
      {open.map(([name, field]) => {
        const label = fieldLabel(name, kind.resource.record_type)
        return (
          <div key={name} role="radiogroup" aria-label={label}>
            <p className="mb-1 text-dense text-text-3">{label}</p>
            <div className="grid grid-cols-2 gap-2 sm:gap-3">
              {pair.map((record, place) => {
                const chosen = isChosen(name, field, place as 0 | 1)
                return (
                  <label
                    key={record.id}
                    className={cn(
                      'relative flex min-h-9 min-w-0 cursor-pointer items-center gap-2 rounded-sm border px-2.5 py-1.5 pointer-coarse:min-h-11',
                      'has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-1 has-[:focus-visible]:outline-brand',
                      chosen
                        ? 'border-brand bg-brand-soft/50'
                        : 'border-line bg-surface text-text-2 hover:border-line-strong',
                    )}
                  >
                    <input
                      type="radio"
                      name={`of-${name}`}
                      className="sr-only"
                      checked={chosen}
                      onChange={() => onChoose(name, place as 0 | 1)}
                    />
                    <span className="min-w-0 flex-1 overflow-hidden wrap-anywhere">
                      <FieldView name={name} field={field} record={record} />
                    </span>
                    {chosen ? <Check className="size-4 shrink-0 text-brand" aria-hidden /> : null}
                  </label>
                )
              })}
            </div>
          </div>
        )
      })}
    </section>
  )
}
