import { ChevronDown } from 'lucide-react'
import { useT } from '#lib/i18n.ts'
import type { ListSearch } from '#records/list-query.ts'
import { Menu, MenuChoices } from '#ui/menu.tsx'
import { LEAD_VIEWS, type LeadView, viewOf } from './lead.ts'

const NAMES = Object.keys(LEAD_VIEWS) as LeadView[]

/** The list's name, and the other lists one often wants. */
export function ViewMenu({ search, onChange }: { search: ListSearch; onChange: (search: ListSearch) => void }) {
  const t = useT()
  const view = viewOf(search)
  const layout: ListSearch = search['layout'] ? { layout: search['layout'] } : {}
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className="-mx-1.5 inline-flex items-center gap-1 rounded-sm px-1.5 hover:bg-hover pointer-coarse:min-h-11"
        >
          {view ? t(`leads.view.${view}`) : t('nav.leads')}
          <ChevronDown className="size-4 text-text-3" aria-hidden />
        </button>
      }
    >
      <MenuChoices<LeadView | ''>
        value={view ?? ''}
        onChange={(next) => next && onChange({ ...LEAD_VIEWS[next], ...layout })}
        choices={NAMES.map((value) => ({ value, label: t(`leads.view.${value}`) }))}
      />
    </Menu>
  )
}
