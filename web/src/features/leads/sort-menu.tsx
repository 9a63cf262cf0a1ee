import { leadResource } from '@rihla/contracts/leads.ts'
import { ArrowDownUp } from 'lucide-react'
import { useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { fieldLabel } from '#records/fields/labels.ts'
import { type ListSearch, sortOf, sortSearch } from '#records/list-query.ts'
import { Button } from '#ui/button.tsx'
import { Menu, MenuChoices, MenuLabel, MenuSeparator } from '#ui/menu.tsx'

const COMMON = [
  'created_at',
  'lead_score',
  'next_follow_up',
  'preferred_travel_date',
  'estimated_value',
  'last_contact_date',
  'full_name',
  'updated_at',
] as const

/** The order of the list; on a phone, where there are no heads of columns, the only way to it. */
export function SortMenu({ search, onChange }: { search: ListSearch; onChange: (search: ListSearch) => void }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  useShortcut('o', 'keys.sort', () => setOpen(true))
  const { by, descending } = sortOf(leadResource, search)
  const { sort_by: _by, sort_order: _order, ...rest } = search
  const set = (field: string, down: boolean) => onChange({ ...rest, ...sortSearch(leadResource, field, down) })
  const fields = (COMMON as readonly string[]).includes(by) ? COMMON : [...COMMON, by]
  return (
    <Menu
      align="start"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button look="ghost" aria-label={t('list.sorted_by', { field: fieldLabel(by) })}>
          <ArrowDownUp className="size-4" aria-hidden />
          <span className="hidden max-w-32 truncate lg:inline">{fieldLabel(by)}</span>
        </Button>
      }
    >
      <MenuLabel>{t('list.sort')}</MenuLabel>
      <MenuChoices
        value={by}
        onChange={(field) => set(field, field !== 'full_name')}
        choices={fields.map((value) => ({ value, label: fieldLabel(value) }))}
      />
      <MenuSeparator />
      <MenuChoices
        value={descending ? 'desc' : 'asc'}
        onChange={(order) => set(by, order === 'desc')}
        choices={[
          { value: 'asc', label: t('list.ascending') },
          { value: 'desc', label: t('list.descending') },
        ]}
      />
    </Menu>
  )
}
