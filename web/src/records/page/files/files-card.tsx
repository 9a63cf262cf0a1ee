import { useQuery } from '@tanstack/react-query'
import { Upload as UploadIcon } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { formatDateTime } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { useCoarse, useOnline } from '#lib/use-media.ts'
import { Button } from '#ui/button.tsx'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import type { KindRecord, RecordKind } from '../../kind.ts'
import { RecordCard } from '../record-card.tsx'
import { FileRow } from './file-row.tsx'
import { filesQuery } from './files.ts'
import { UploadRow } from './upload-row.tsx'
import { useUploads } from './uploads.ts'

/** Files shown before somebody asks for all. */
const SHOWN = 6

/** What hangs on a record: dropped, chosen or pasted here, taken away again, fetched by whoever may read the record. */
export function FilesCard({ kind, record }: { kind: RecordKind; record: KindRecord }) {
  const t = useT()
  const tenant = useTenant()
  const may = useMay()
  const { data, error, refetch } = useQuery(filesQuery(tenant, kind, record.id))
  const uploads = useUploads(kind, record.id)
  const [all, setAll] = useState(false)
  const adds = record.archived_at === null && may(kind.name, 'comment', record)
  const shown = all ? data : data?.slice(0, SHOWN)
  return (
    <RecordCard title={data?.length ? t('files.count', { count: data.length }) : t('files.title')}>
      {error && !data ? <ErrorPanel compact error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-10 w-full" /> : null}
      {uploads.uploads.length ? (
        <ul className="flex flex-col gap-2" aria-label={t('files.on_their_way')}>
          {uploads.uploads.map((upload) => (
            <UploadRow
              key={upload.key}
              upload={upload}
              onAgain={() => uploads.again(upload)}
              onDrop={() => uploads.drop(upload.key)}
            />
          ))}
        </ul>
      ) : null}
      {shown?.length ? (
        <ul className="-mx-1.5 flex flex-col">
          {shown.map((file) => (
            <FileRow key={file.id} kind={kind} record={record} file={file} />
          ))}
        </ul>
      ) : null}
      {data && shown && data.length > shown.length ? (
        <Button look="link" size="sm" className="self-start px-0" onClick={() => setAll(true)}>
          {t('files.all', { count: data.length })}
        </Button>
      ) : null}
      {data && !data.length && !adds ? <p className="text-dense text-text-3">{t('files.none')}</p> : null}
      {adds ? <Drop onFile={uploads.add} /> : null}
    </RecordCard>
  )
}

/** A pasted picture has no name of its own. */
const named = (file: File, name: string): File =>
  /^image\.\w+$/.test(file.name)
    ? new File([file], `${name}.${file.name.split('.').at(-1)}`, { type: file.type })
    : file

/** Where files come in. */
function Drop({ onFile }: { onFile: (file: File) => void }) {
  const t = useT()
  const online = useOnline()
  const coarse = useCoarse()
  const box = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      // A page that is wide and one that is narrow have this card in two places; a dialog over it has the word.
      if (!files.length || !online || box.current?.offsetParent === null) return
      if (document.querySelector('[role=dialog]')) return
      event.preventDefault()
      const now = formatDateTime(new Date().toISOString())
      for (const file of files) onFile(named(file, t('files.pasted', { at: now.replace(':', '.') })))
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  })

  return (
    <div
      ref={box}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (online) for (const file of event.dataTransfer.files) onFile(file)
      }}
      className={cn(
        'flex flex-col items-center gap-1 rounded-md border border-dashed px-2 py-3 text-center text-dense text-text-3',
        over ? 'border-brand bg-brand-soft' : 'border-line-strong/60',
      )}
    >
      <input
        ref={input}
        type="file"
        multiple
        aria-label={t('files.choose')}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          files.forEach(onFile)
        }}
      />
      <Button size="sm" disabled={!online} onClick={() => input.current?.click()}>
        <UploadIcon className="size-4" aria-hidden />
        {t('files.add')}
      </Button>
      {online ? coarse ? null : <span>{t('files.drop_hint')}</span> : <span role="status">{t('files.offline')}</span>}
    </div>
  )
}
