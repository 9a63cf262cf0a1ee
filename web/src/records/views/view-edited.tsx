import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import type { ListViews } from './use-list-views.tsx'

/** Says that the list is no longer the view it began as. Nobody else's changes until it is saved. */
export function ViewEdited({ views }: { views: ListViews }) {
  const t = useT()
  if (!views.edited) return null
  return (
    <span
      role="group"
      aria-label={t('views.edited')}
      className="inline-flex h-8 w-fit shrink-0 items-center rounded-sm border border-dashed border-accent bg-accent-soft ps-2 text-dense whitespace-nowrap text-accent-text pointer-coarse:h-11"
    >
      {t('views.edited')}
      <span aria-hidden className="ms-1.5">
        —
      </span>
      {views.save ? (
        <Button look="link" size="sm" className="text-accent-text" busy={views.saving} onClick={views.save}>
          {t('views.save')}
        </Button>
      ) : null}
      <Button look="link" size="sm" className="text-accent-text" onClick={views.keepAs}>
        {t('views.save_as')}
      </Button>
      <Button look="link" size="sm" className="text-accent-text" onClick={views.reset}>
        {t('views.reset')}
      </Button>
    </span>
  )
}
