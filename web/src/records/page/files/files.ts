import { files, filesOn, type FiledType, type StoredFile } from '@rihla/contracts/files.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { authorized, call, write } from '#lib/client.ts'
import { formatNumber } from '#lib/format.ts'
import { type MessageId, t } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'
import { saveFile } from '../../export/download.ts'
import type { RecordKind } from '../../kind.ts'
import { tellProblem } from '../../tell-problem.ts'
import { useUndo } from '../../use-undo.ts'

export type OneFile = Wire<StoredFile>

export const operationsOf = (kind: RecordKind) => filesOn[kind.resource.record_type as FiledType]

export const filesQuery = (tenant: string, kind: RecordKind, id: string) =>
  queryOptions({
    queryKey: keyOf(tenant, 'files', kind.name, id),
    queryFn: async ({ signal }): Promise<readonly OneFile[]> =>
      (await call(operationsOf(kind).list, { params: { tenant_id: tenant, id }, signal })).items,
  })

/** The files of a record, and its story, which tells of them, are read again. */
export function useFilesChanged(kind: RecordKind) {
  const tenant = useTenant()
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: keyOf(tenant, 'files') })
    void client.invalidateQueries({ queryKey: keyOf(tenant, kind.name, 'timeline') })
  }
}

/** Fetches a file and hands it to the browser to keep. */
export function useDownload() {
  const tenant = useTenant()
  return useMutation({
    mutationFn: async ({ id, name }: OneFile) => {
      const response = await authorized(files.content, { params: { tenant_id: tenant, id } }, { endless: true })
      saveFile({ name, file: await response.blob() })
    },
    onError: tellProblem,
  })
}

export function useRemoveFile(kind: RecordKind) {
  const tenant = useTenant()
  const { did } = useUndo()
  const onSettled = useFilesChanged(kind)
  return useMutation({
    mutationFn: ({ id }: OneFile) => write(files.archive, { params: { tenant_id: tenant, id } }),
    onSuccess: ({ operation_id }, { name }) => did(operation_id, t('files.removed', { name })),
    onError: tellProblem,
    onSettled,
  })
}

export function useRenameFile(kind: RecordKind) {
  const tenant = useTenant()
  const { did } = useUndo()
  const onSettled = useFilesChanged(kind)
  return useMutation({
    mutationFn: ({ file, name }: { file: OneFile; name: string }) =>
      write(files.update, { params: { tenant_id: tenant, id: file.id }, body: { name } as never }),
    onSuccess: ({ operation_id }, { file, name }) => did(operation_id, t('files.renamed', { from: file.name, name })),
    onError: tellProblem,
    onSettled,
  })
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** Bytes in the largest unit that leaves a figure before the point. */
export function formatSize(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3))
  return formatNumber(bytes / 1000 ** power, {
    style: 'unit',
    unit: UNITS[power]!,
    // A byte is seldom written short, and badly.
    unitDisplay: power ? 'short' : 'long',
    maximumFractionDigits: power > 1 ? 1 : 0,
  })
}

export type Sort = 'image' | 'audio' | 'video' | 'sheet' | 'archive' | 'text' | 'other'

/** What sort of thing a file is, by what the server read in its content. */
export function sortOf(content_type: string): Sort {
  if (/^(image|audio|video)\//.test(content_type)) return content_type.split('/')[0] as Sort
  if (/sheet|excel|csv/.test(content_type)) return 'sheet'
  if (/zip|gzip/.test(content_type)) return 'archive'
  return /pdf|text|word|rtf|presentation|document/.test(content_type) ? 'text' : 'other'
}

export const sortLabel = (sort: Sort): MessageId => `files.sort.${sort}`
