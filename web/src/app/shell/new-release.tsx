import { RefreshCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'

/**
 * After a new release an open page asks for files that are gone. It says so and offers to reload, when the reader likes:
 * what is on the page and what is written stays until then.
 */
export function NewRelease() {
  const t = useT()
  const [gone, setGone] = useState(false)
  useEffect(() => {
    // Offline, files are missing for another reason, which has a banner of its own.
    const look = () => navigator.onLine && setGone(true)
    addEventListener('vite:preloadError', look)
    return () => removeEventListener('vite:preloadError', look)
  }, [])
  if (!gone) return null
  return (
    <div
      role="status"
      className="fixed inset-x-0 top-2 z-60 mx-auto flex w-fit max-w-[calc(100%-16px)] items-center gap-3 rounded-md border border-line bg-raised py-1.5 ps-4 pe-1.5 shadow-float"
    >
      <span className="min-w-0">{t('error.new_release.title')}</span>
      <Button look="primary" size="sm" onClick={() => location.reload()}>
        <RefreshCw className="size-4" aria-hidden />
        {t('action.reload')}
      </Button>
    </div>
  )
}
