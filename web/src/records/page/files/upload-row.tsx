import { RotateCw, X } from 'lucide-react'
import type { Problem } from '#lib/http.ts'
import { formatPercent } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { problemText } from '#lib/problem-text.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { formatSize } from './files.ts'
import type { Upload } from './uploads.ts'

/** A file on its way and how far it is; or why it did not arrive. */
export function UploadRow({
  upload: { file, share, problem, cancel },
  onAgain,
  onDrop,
}: {
  upload: Upload
  onAgain: () => void
  onDrop: () => void
}) {
  const t = useT()
  return (
    <li className="flex items-center gap-1">
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <bdi className="one-line min-w-0 flex-1">{file.name}</bdi>
          {problem ? null : (
            <span className="shrink-0 text-meta text-text-3 tabular-nums">
              {share < 1 ? formatPercent(Math.floor(share * 100) / 100) : t('files.storing')}
            </span>
          )}
        </p>
        {problem ? (
          <p role="alert" className="text-dense text-danger">
            <Reason problem={problem} file={file} />
          </p>
        ) : (
          <progress
            aria-label={t('files.sending', { name: file.name })}
            value={share}
            max={1}
            className="block h-1 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-brand"
          />
        )}
      </div>
      {problem && file.size && problem.status !== 413 && problem.status !== 422 ? (
        <IconButton label={t('action.retry')} size="icon-sm" onClick={onAgain}>
          <RotateCw className="size-4" aria-hidden />
        </IconButton>
      ) : null}
      <IconButton
        label={problem ? t('files.dismiss', { name: file.name }) : t('files.cancel', { name: file.name })}
        size="icon-sm"
        onClick={problem ? onDrop : cancel}
      >
        <X className="size-4" aria-hidden />
      </IconButton>
    </li>
  )
}

function Reason({ problem, file }: { problem: Problem; file: File }) {
  const t = useT()
  if (problem.status === 0) return <>{t('files.broken', { size: formatSize(file.size) })}</>
  if (file.size === 0) return <>{t('files.empty')}</>
  if (problem.errors?.[0]?.code === 'too_many') return <>{t('files.too_many')}</>
  return <>{problemText(problem)}</>
}
