import { exportedFields } from '@rihla/contracts/export.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorPanel } from '#ui/states.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { notify } from '#ui/toast.tsx'
import { apiQuery, type ListSearch } from '../list-query.ts'
import { type ExportOperation, fetchFile, saveFile } from './download.ts'

type Format = 'csv' | 'xlsx'

interface Props {
  operation: ExportOperation
  resource: Resource<any>
  search: ListSearch
  /** The fields in sight, in their order. */
  columns: readonly string[]
  /** How many records that is, in words. */
  count: string | null
  onClose: () => void
}

/** By its id a record is found when its file comes back. */
const BY_ID = ['id'] as const

/** A list as a file: what it finds, in its order, with the columns in sight or all there are. */
export function ExportDialog({ operation, resource, search, columns, count, onClose }: Props) {
  const t = useT()
  const tenant = useTenant()
  const [format, setFormat] = useState<Format>('csv')
  const [fields, setFields] = useState<'shown' | 'all'>('shown')
  const [bytes, setBytes] = useState(0)
  const stop = useRef<AbortController>(null)
  const allowed = exportedFields(resource.fields)
  const shown = columns.filter((name) => allowed.includes(name) && name !== 'id')
  const run = useMutation({
    mutationFn: () => {
      stop.current = new AbortController()
      setBytes(0)
      const names: Record<string, string> =
        fields === 'shown' && shown.length ? { columns: [...BY_ID, ...shown].join(',') } : {}
      return fetchFile(
        operation,
        tenant,
        { ...apiQuery(search), ...names, format },
        { signal: stop.current.signal, onBytes: setBytes },
      )
    },
    onSuccess: (file) => {
      saveFile(file)
      notify({ text: t('export.done', { name: file.name }) })
      onClose()
    },
  })
  // Whoever closes it wants no file any more.
  useEffect(() => () => stop.current?.abort(), [])
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('export.title')}
      description={count ?? undefined}
      footer={
        <>
          {run.isPending ? (
            <span role="status" className="me-auto text-dense text-text-3 tabular-nums">
              {t('export.received', { size: sizeOf(bytes) })}
            </span>
          ) : null}
          <Button look="ghost" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button look="primary" busy={run.isPending} onClick={() => run.mutate()}>
            {run.isPending ? null : <Download className="size-4" aria-hidden />}
            {t('export.start')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="flex flex-col items-start gap-1">
          <span className="text-dense font-medium text-text-2">{t('export.format')}</span>
          <Segmented<Format>
            label={t('export.format')}
            value={format}
            onChange={setFormat}
            choices={[
              { value: 'csv', name: 'CSV', label: <bdi>CSV</bdi> },
              { value: 'xlsx', name: 'XLSX', label: <bdi>XLSX</bdi> },
            ]}
          />
        </div>
        <div className="flex flex-col items-start gap-1">
          <span className="text-dense font-medium text-text-2">{t('export.columns')}</span>
          <Segmented<'shown' | 'all'>
            label={t('export.columns')}
            value={fields}
            onChange={setFields}
            choices={[
              {
                value: 'shown',
                name: t('export.shown', { count: shown.length }),
                label: t('export.shown', { count: shown.length }),
              },
              {
                value: 'all',
                name: t('export.all', { count: allowed.length }),
                label: t('export.all', { count: allowed.length }),
              },
            ]}
          />
        </div>
        <p className="text-dense text-text-3">{t('export.logged')}</p>
        {run.error ? <ErrorPanel compact error={run.error} onRetry={() => run.mutate()} /> : null}
      </div>
    </Dialog>
  )
}

const sizeOf = (bytes: number): string =>
  bytes < 1_000_000
    ? formatNumber(Math.ceil(bytes / 1000), { style: 'unit', unit: 'kilobyte' })
    : formatNumber(bytes / 1_000_000, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 })
