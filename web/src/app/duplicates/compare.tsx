import type { Field } from '@rihla/contracts/fields.ts'
import { useQueries } from '@tanstack/react-query'
import { Merge as MergeIcon, X } from 'lucide-react'
import { useState } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { formatDate } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { type KindRecord, type RecordKind, recordQuery } from '#records/kind.ts'
import { useOwnFields } from '#records/own-fields.ts'
import { RecordLink } from '#records/record-link.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import { differing, fullness, toldValues, usual } from './choice.ts'
import type { Compared } from './pairs.ts'
import { Along } from './along.tsx'
import { FieldChoices } from './field-choices.tsx'
import { useMerge } from './use-merge.ts'

/** Two records side by side: which one stays, and which value of each field. */
export function Compare({
  of,
  kind: declared,
  ids,
  onDone,
}: {
  of: Compared
  kind: RecordKind
  ids: readonly [string, string]
  onDone: () => void
}) {
  const tenant = useTenant()
  const { kind } = useOwnFields(declared)
  const both = useQueries({ queries: ids.map((id) => recordQuery(kind, tenant, id)) })
  const failed = both.find(({ error, data }) => error && !data)
  if (failed) return <ErrorPanel error={failed.error} onRetry={() => both.forEach((one) => void one.refetch())} />
  const [a, b] = both.map(({ data }) => data)
  if (!a || !b)
    return (
      <div aria-busy className="flex flex-col gap-3 p-4">
        {[0, 1, 2, 3, 4].map((line) => (
          <Skeleton key={line} className="h-9 w-full" />
        ))}
      </div>
    )
  return <Choose key={`${a.id} ${b.id}`} of={of} kind={kind} pair={[a, b]} onDone={onDone} />
}

function Choose({
  of,
  kind,
  pair,
  onDone,
}: {
  of: Compared
  kind: RecordKind
  pair: readonly [KindRecord, KindRecord]
  onDone: () => void
}) {
  const t = useT()
  const may = useMay()
  const { fields } = kind.resource
  const [keep, setKeep] = useState<0 | 1>(() => (fullness(fields, pair[1]) > fullness(fields, pair[0]) ? 1 : 0))
  const [chosen, setChosen] = useState<Record<string, 'kept' | 'other'>>({})
  const kept = pair[keep]
  const other = pair[keep === 0 ? 1 : 0]
  const open = differing(fields, pair[0], pair[1])
  const asked = { keep: kept.id, merge: [other.id], values: toldValues(open, kept, other, chosen) }
  const { merge, dismiss } = useMerge(of, onDone)
  const locked = !may(of, 'update', kept) || !may(of, 'delete', other)
  const run = () => locked || merge.isPending || merge.mutate({ asked, name: kind.nameOf(kept) })
  useShortcut('mod+enter', 'keys.submit', run, true)
  const isChosen = (name: string, field: Field, place: 0 | 1) => {
    const is = place === keep ? 'kept' : 'other'
    return (chosen[name] ?? usual(name, field, kept)) === is
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto p-4 sm:p-6">
        <fieldset>
          <legend className="mb-2 text-dense font-medium text-text-2">{t('merge.keep_which')}</legend>
          <div className="grid grid-cols-2 gap-2 sm:gap-3">
            {pair.map((record, place) => (
              <label
                key={record.id}
                className={cn(
                  'flex min-w-0 cursor-pointer items-start gap-2 rounded-md border p-3 hover:border-line-strong',
                  place === keep ? 'border-brand bg-brand-soft/50' : 'border-line bg-surface',
                )}
              >
                <input
                  type="radio"
                  name="keep"
                  className="mt-1 size-4 shrink-0 accent-brand"
                  checked={place === keep}
                  onChange={() => {
                    setKeep(place as 0 | 1)
                    setChosen({})
                  }}
                  aria-label={t('merge.keep', { name: kind.nameOf(record) })}
                />
                <span className="min-w-0">
                  <RecordLink kind={kind} record={record} className="wrap-anywhere" />
                  <span className="one-line text-dense text-text-3">
                    {t('merge.since', { day: formatDate(String(record['created_at'])) })}
                  </span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <FieldChoices
          kind={kind}
          open={open}
          pair={pair}
          isChosen={isChosen}
          onChoose={(name, place) => setChosen({ ...chosen, [name]: place === keep ? 'kept' : 'other' })}
        />
        <Along of={of} asked={asked} over={merge.isPending || merge.isSuccess} />
      </div>
      <div className="flex flex-wrap items-center gap-2 border-t border-line bg-surface px-4 py-3 sm:px-6">
        <Button look="primary" busy={merge.isPending} disabled={locked} onClick={run}>
          <MergeIcon className="size-4" aria-hidden />
          {t('merge.merge')}
        </Button>
        <Button busy={dismiss.isPending} onClick={() => dismiss.mutate([pair[0].id, pair[1].id])}>
          <X className="size-4" aria-hidden />
          {t('merge.dismiss')}
        </Button>
        {locked ? <p className="text-dense text-text-3">{t('merge.locked')}</p> : null}
      </div>
    </div>
  )
}
