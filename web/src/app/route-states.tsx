import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { type ReactNode, useContext } from 'react'
import { HereContext } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '#ui/states.tsx'

/** The page's main part; inside the shell there is one already. */
function Place({ className, children }: { className: string; children: ReactNode }) {
  const Element = useContext(HereContext) ? 'div' : 'main'
  return <Element className={className}>{children}</Element>
}

/** While a page's code or session is on its way. */
export const RoutePending = () => (
  <div className="flex h-full flex-col gap-4 p-4 sm:p-6" aria-busy>
    <Skeleton className="h-8 w-48" />
    <Skeleton className="h-4 w-72" />
    <Skeleton className="mt-4 h-64 w-full" />
  </div>
)

const isOldPage = (error: unknown) =>
  error instanceof Error &&
  /dynamically imported module|Importing a module|module script|preload CSS/i.test(error.message)

/** A page that could not be shown. After a new release, old pages ask for files that are gone: reloading helps. */
export function RouteError({ error }: ErrorComponentProps) {
  const t = useT()
  const router = useRouter()
  if (isOldPage(error))
    return (
      <Place className="grid min-h-full place-items-center">
        <EmptyState
          title={t('error.new_release.title')}
          actions={
            <Button look="primary" onClick={() => location.reload()}>
              {t('action.reload')}
            </Button>
          }
        >
          {t('error.new_release.detail')}
        </EmptyState>
      </Place>
    )
  return (
    <Place className="p-4">
      <ErrorPanel error={error} onRetry={() => void router.invalidate()} />
    </Place>
  )
}

/** Nothing at this address, or nothing that is yours: both look the same. */
export function NotFoundPage() {
  const t = useT()
  return (
    <Place className="grid min-h-full place-items-center">
      <EmptyState
        filtered
        title={t('error.no_page.title')}
        actions={
          <Button look="primary" asChild>
            <Link to="/">{t('error.no_page.home')}</Link>
          </Button>
        }
      >
        {t('error.no_page.detail')}
      </EmptyState>
    </Place>
  )
}
