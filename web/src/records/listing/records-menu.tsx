import { useRouter } from '@tanstack/react-router'
import { BookmarkPlus, Copy, CopyCheck, Download, Ellipsis, FileUp, ListFilter, Settings2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#ui/menu.tsx'
import { afterClosing } from '#ui/popover.tsx'
import { notify } from '#ui/toast.tsx'
import { columnsOf } from '../grid/columns.ts'
import type { ListSearch } from '../list-query.ts'
import type { ListViews } from '../views/use-list-views.tsx'
import type { ListKind } from './list-kind.ts'
import { useTotal } from './total.tsx'

const ExportDialog = lazy(async () => ({ default: (await import('../export/export-dialog.tsx')).ExportDialog }))

/** What else can be done with the list as it is. */
export function RecordsMenu({ list, search, views }: { list: ListKind; search: ListSearch; views: ListViews }) {
  const t = useT()
  const may = useMay()
  const router = useRouter()
  const tenant = useTenant()
  const duplicates = `/t/${tenant}/duplicates?of=${list.kind.name}`
  const imports = `/t/${tenant}/import?of=${list.kind.name}`
  const [exporting, setExporting] = useState(false)
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t('action.more')} look="secondary">
            <Ellipsis className="size-4" aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<BookmarkPlus aria-hidden />} onSelect={views.keepAs}>
          {t('views.keep_as')}
        </MenuItem>
        <MenuItem icon={<Settings2 aria-hidden />} onSelect={views.manage}>
          {t('views.manage')}
        </MenuItem>
        <MenuSeparator />
        {list.pages?.map(({ label, path }) => (
          <MenuItem
            key={path}
            icon={<ListFilter aria-hidden />}
            onSelect={() => void router.navigate({ href: `/t/${tenant}/${path}` })}
          >
            {t(label)}
          </MenuItem>
        ))}
        <MenuItem
          icon={<Copy aria-hidden />}
          onSelect={() =>
            void navigator.clipboard?.writeText(location.href).then(() => notify({ text: t('state.copied') }))
          }
        >
          {t('action.copy_link')}
        </MenuItem>
        {may(list.kind.name, 'update') ? (
          <MenuItem icon={<CopyCheck aria-hidden />} onSelect={() => void router.navigate({ href: duplicates })}>
            {t('nav.duplicates')}
          </MenuItem>
        ) : null}
        {may('imports', 'import') ? (
          <MenuItem icon={<FileUp aria-hidden />} onSelect={() => void router.navigate({ href: imports })}>
            {t('nav.import')}
          </MenuItem>
        ) : null}
        {may(list.kind.name, 'export') ? (
          <MenuItem icon={<Download aria-hidden />} onSelect={() => afterClosing(() => setExporting(true))}>
            {t('export.action')}
          </MenuItem>
        ) : null}
      </Menu>
      {exporting ? (
        <Suspense>
          <Export list={list} search={search} onClose={() => setExporting(false)} />
        </Suspense>
      ) : null}
    </>
  )
}

function Export({ list, search, onClose }: { list: ListKind; search: ListSearch; onClose: () => void }) {
  const { resource, operations } = list.kind
  return (
    <ExportDialog
      operation={operations.export}
      resource={resource}
      search={search}
      columns={columnsOf(resource.fields, search, list.columns).map(({ field }) => field)}
      count={useTotal(list, search)?.text ?? null}
      onClose={onClose}
    />
  )
}
