import { Link } from '@tanstack/react-router'
import { CircleOff, CirclePower, CornerDownRight, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useTenant } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { Badge } from '#ui/badge.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#ui/menu.tsx'
import { afterClosing } from '#ui/popover.tsx'
import type { Branch } from './industries.ts'

/** An industry: what it is called, how many accounts are in it itself and with all below it, and what can be done. */
export function IndustryRow({
  node,
  tabIndex,
  onAdd,
  onEdit,
  onActive,
  onRemove,
}: {
  node: Branch
  tabIndex: 0 | -1
  onAdd: () => void
  onEdit: () => void
  onActive: () => void
  onRemove: () => void
}) {
  const t = useT()
  const tenant = useTenant()
  const { name, code, accounts, total_accounts, is_active } = node
  return (
    <>
      <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 py-1">
        <bdi className={cn('one-line', !is_active && 'text-text-3')}>{name}</bdi>
        {code ? (
          <bdi dir="ltr" className="font-mono text-meta text-text-3">
            {code}
          </bdi>
        ) : null}
        {is_active ? null : <Badge>{t('industries.inactive')}</Badge>}
      </span>
      {accounts ? (
        <Link
          to="/t/$tenant/accounts"
          params={{ tenant }}
          search={{ industry_id: node.id } as never}
          tabIndex={tabIndex}
          aria-label={t('industries.accounts_of', { count: accounts, name })}
          className="inline-flex min-h-6 shrink-0 items-center rounded-sm text-dense text-brand tabular-nums underline-offset-4 hover:underline pointer-coarse:min-h-11"
        >
          {t('industries.accounts', { count: accounts })}
        </Link>
      ) : null}
      {total_accounts > accounts ? (
        <span className="shrink-0 text-dense text-text-3 tabular-nums" title={t('industries.total_hint')}>
          <span aria-hidden>Σ </span>
          <span className="sr-only">{t('industries.total_hint')} </span>
          {formatNumber(total_accounts)}
        </span>
      ) : null}
      <Menu
        trigger={
          <IconButton label={t('industries.more', { name })} size="icon-sm" tabIndex={tabIndex}>
            <Ellipsis className="size-4" aria-hidden />
          </IconButton>
        }
      >
        <MenuItem
          icon={<CornerDownRight className="rtl:-scale-x-100" aria-hidden />}
          onSelect={() => afterClosing(onAdd)}
        >
          {t('industries.add_below')}
        </MenuItem>
        <MenuItem icon={<Pencil aria-hidden />} onSelect={() => afterClosing(onEdit)}>
          {t('industries.edit')}
        </MenuItem>
        <MenuItem icon={is_active ? <CircleOff aria-hidden /> : <CirclePower aria-hidden />} onSelect={onActive}>
          {t(is_active ? 'industries.deactivate' : 'industries.activate')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => afterClosing(onRemove)}>
          {t('industries.remove')}
        </MenuItem>
      </Menu>
    </>
  )
}
