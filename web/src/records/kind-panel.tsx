import { useQuery } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { SidePanel } from '#ui/side-panel.tsx'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import { FieldView } from './fields/field-view.tsx'
import { fieldLabel } from './fields/labels.ts'
import { isEmpty } from './fields/empty.ts'
import { kindName, kindQuery } from './kind-facts.ts'
import { type Kind, kinds } from './kinds.ts'

/** A record beside the page, to read. */
export function KindPanel({ kind, id, onClose }: { kind: Kind; id: string; onClose: () => void }) {
  const t = useT()
  const { data, error, refetch } = useQuery(kindQuery(useTenant(), kind, id))
  const { fields, shown } = kinds[kind]
  return (
    <SidePanel
      open
      onOpenChange={(open) => open || onClose()}
      kind={t(`record.${kind}`)}
      title={data ? kindName(data) : t(`record.${kind}`)}
    >
      {error && !data ? (
        <ErrorPanel compact error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <div className="flex flex-col gap-3" aria-busy>
          {['w-2/5', 'w-3/5', 'w-1/2', 'w-1/3'].map((width) => (
            <Skeleton key={width} className={`h-5 ${width}`} />
          ))}
        </div>
      ) : (
        <dl className="flex flex-col">
          {[...shown, 'assigned_to', 'created_at']
            .filter((name) => !isEmpty(data[name]))
            .map((name) => (
              <div
                key={name}
                className="grid grid-cols-[minmax(0,9rem)_minmax(0,1fr)] gap-3 border-b border-line py-2 last:border-0"
              >
                <dt className="text-dense text-text-3">{fieldLabel(name, kind)}</dt>
                <dd className="min-w-0 break-words">
                  <FieldView name={name} field={fields[name]!} record={data} />
                </dd>
              </div>
            ))}
        </dl>
      )}
    </SidePanel>
  )
}
