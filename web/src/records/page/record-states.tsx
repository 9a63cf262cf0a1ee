import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useHere } from '#lib/access.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState, ErrorPanel, RequestId, Skeleton } from '#ui/states.tsx'
import type { PageKind } from './page-kind.ts'

/** Why there is no record to show, and the way back. */
export function RecordFailure({
  page: { kind, title },
  error,
  onRetry,
}: {
  page: PageKind
  error: unknown
  onRetry: () => void
}) {
  const t = useT()
  const { tenant } = useHere()
  const { status, request_id } = problemOf(error)
  const missing = status === 404
  useEffect(() => {
    document.title = `${t(title)} · ${tenant.name}`
  })
  const back = (
    <Button look={missing ? 'primary' : 'secondary'} asChild>
      <Link to={`/t/$tenant/${kind.name}`} params={{ tenant: tenant.slug }}>
        {t('record.back')}
      </Link>
    </Button>
  )
  if (missing)
    return (
      <div className="grid min-h-full place-items-center">
        <EmptyState filtered title={t('record.missing.title')} actions={back}>
          {t('record.missing.text')}
          {request_id ? (
            <div className="mt-3 flex justify-center">
              <RequestId id={request_id} />
            </div>
          ) : null}
        </EmptyState>
      </div>
    )
  return (
    <div className="flex flex-col items-center">
      <ErrorPanel error={error} onRetry={onRetry} />
      {back}
    </div>
  )
}

/** A card to come: its name and some lines. */
const Card = ({ lines }: { lines: readonly string[] }) => (
  <div className="flex flex-col gap-4 rounded-md border border-line bg-surface p-3">
    <Skeleton className="h-4 w-24" />
    {lines.map((width, index) => (
      <Skeleton key={index} className={`h-3.5 ${width}`} />
    ))}
  </div>
)
const LINES = ['w-3/4', 'w-1/2', 'w-2/3', 'w-1/2', 'w-3/5'] as const

/** A record to come, in the shape it will have. */
export const RecordSkeleton = ({ way }: { way: boolean }) => (
  <div aria-busy className="flex flex-col">
    <div className="flex flex-col gap-3 border-b border-line bg-surface px-4 pt-1.5 pb-3 sm:px-6">
      <div className="flex h-9 items-center gap-3">
        <Skeleton className="ms-5 size-8 rounded-full" />
        <Skeleton className="h-5 w-44" />
        <Skeleton className="ms-auto hidden h-8 w-24 sm:block" />
        <Skeleton className="hidden h-8 w-24 sm:block" />
      </div>
      <Skeleton className="h-4 w-2/3 max-w-md" />
      <Skeleton className="h-4 w-1/2 max-w-sm" />
      {way ? (
        <div className="flex items-center justify-between gap-2 py-2">
          {Array.from({ length: 8 }, (_, station) => (
            <Skeleton key={station} className="h-2 flex-1 rounded-full" />
          ))}
        </div>
      ) : null}
    </div>
    <div className="grid gap-5 px-4 py-4 sm:px-6 md:grid-cols-[320px_minmax(0,1fr)]">
      <div className="order-last flex flex-col gap-4 md:order-none">
        <Card lines={LINES.slice(0, 2)} />
        <Card lines={LINES} />
      </div>
      <div className="flex flex-col gap-5">
        <Card lines={LINES.slice(0, 2)} />
        {LINES.slice(0, 4).map((width, index) => (
          <div key={index} className="flex items-center gap-3">
            <Skeleton className="size-6 rounded-full" />
            <Skeleton className={`h-4 ${width}`} />
          </div>
        ))}
      </div>
    </div>
  </div>
)
