import { CircleAlert, Copy, Lock, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '#lib/cn.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { Button } from './button.tsx'
import { notify } from './toast.tsx'

/** A grey shape where something will stand, of the size it will have. It waits 150 ms, so that fast answers do not blink. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={cn('block animate-[fade_200ms_150ms_backwards] rounded-sm bg-line', className)} />
)

/** Nothing here, why, and what to do about it, under one drawing of the route line. */
export function EmptyState({
  title,
  children,
  actions,
  filtered,
}: {
  title: string
  children?: ReactNode
  actions?: ReactNode
  filtered?: boolean
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-6 py-12 text-center">
      <svg viewBox="0 0 160 56" className="h-14 w-40 rtl:-scale-x-100" fill="none" strokeWidth="2" aria-hidden>
        <path
          d="M12 42h36c10 0 14-6 18-14s8-14 18-14h64"
          className="stroke-line-strong"
          strokeDasharray={filtered ? '4 6' : undefined}
          strokeLinecap="round"
        />
        <circle cx="12" cy="42" r="5" className="fill-bg stroke-brand" />
        <circle cx="76" cy="21" r="4" className="fill-bg stroke-line-strong" />
        <circle
          cx="148"
          cy="14"
          r="6"
          className={filtered ? 'fill-bg stroke-line-strong' : 'fill-accent stroke-accent'}
        />
      </svg>
      <h2 className="text-h3 font-semibold text-balance">{title}</h2>
      {children ? <div className="text-base text-balance text-text-2">{children}</div> : null}
      {actions ? <div className="flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  )
}

/** The number to quote to whoever looks into it. */
export function RequestId({ id }: { id: string }) {
  const t = useT()
  return (
    <p className="flex flex-wrap items-center gap-1 text-meta text-text-3">
      {t('error.request_id')}
      <bdi className="font-mono">{id}</bdi>
      <button
        type="button"
        aria-label={t('error.copy_request_id')}
        className="grid size-6 place-items-center rounded-sm hover:bg-hover"
        onClick={() => void navigator.clipboard?.writeText(id).then(() => notify({ text: t('state.copied') }))}
      >
        <Copy className="size-3" aria-hidden />
      </button>
    </p>
  )
}

/** What failed, in place of what failed, with the number to quote and a way to try again. */
export function ErrorPanel({ error, onRetry, compact }: { error: unknown; onRetry?: () => void; compact?: boolean }) {
  const t = useT()
  const problem = problemOf(error)
  if (problem.status === 403) return <Forbidden {...(problem.detail ? { detail: problem.detail } : {})} />
  const [title, detail] =
    problem.status === 0
      ? [t('error.network.title'), t('error.network.detail')]
      : problem.status === 404
        ? [t('error.not_found.title'), t('error.not_found.detail')]
        : problem.status === -1
          ? [t('error.app.title'), t('error.app.detail')]
          : [problem.title, problem.detail]
  return (
    <div
      role="alert"
      className={cn(
        'flex flex-col items-start gap-2 rounded-md border border-line bg-surface',
        compact ? 'p-3' : 'mx-auto my-8 w-[calc(100%-2rem)] max-w-lg p-6',
      )}
    >
      <h2 className="flex items-center gap-2 text-base font-semibold">
        <CircleAlert className="size-4 shrink-0 text-danger" aria-hidden />
        {title}
      </h2>
      {detail ? <p className="text-dense text-text-2">{detail}</p> : null}
      {onRetry ? (
        <Button size={compact ? 'sm' : 'md'} onClick={onRetry}>
          <RotateCw className="size-4" aria-hidden />
          {t('action.retry')}
        </Button>
      ) : null}
      {problem.request_id ? <RequestId id={problem.request_id} /> : null}
    </div>
  )
}

/** Not for this role, and who can change that. */
export function Forbidden({ detail }: { detail?: string }) {
  const t = useT()
  return (
    <div className="mx-auto my-8 flex w-[calc(100%-2rem)] max-w-lg flex-col items-start gap-2 rounded-md border border-line bg-surface p-6">
      <h2 className="flex items-center gap-2 text-base font-semibold">
        <Lock className="size-4 shrink-0 text-warn" aria-hidden />
        {t('error.forbidden.title')}
      </h2>
      {detail ? <p className="text-base text-text-2">{detail}</p> : null}
      <p className="text-dense text-text-2">{t('error.forbidden.detail')}</p>
    </div>
  )
}
