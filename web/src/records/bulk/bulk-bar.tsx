import { Archive, ArchiveRestore, PencilLine, Trash2, X } from 'lucide-react'
import { type ComponentType, type ReactNode, useMemo, useState } from 'react'
import { useMay } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Popover } from '#ui/popover.tsx'
import { BulkEdit } from '../bulk-edit.tsx'
import { BulkProgress } from '../bulk-progress.tsx'
import { faces } from '../fields/registry.tsx'
import { apiQuery } from '../list-query.ts'
import type { BulkBarProps, ListKind } from '../listing/list-kind.ts'
import { useBulk } from './bulk.ts'
import { BulkErase } from './bulk-erase.tsx'
import { type Act, BulkAssign, BulkTags } from './bulk-parts.tsx'

interface Props extends BulkBarProps {
  /** What only these records have. */
  Extra?: ComponentType<{ rows: readonly any[]; act: Act }>
}

// These have ways of their own in the bar.
const OWN_WAY = new Set(['assigned_to', 'tags'])

/** Fields that may be set for many at once, in the order of the filters, then those that stand in none of them. */
function editedOf({ kind, groups, notEdited }: ListKind): string[] {
  const { fields } = kind.resource
  const grouped = groups.flatMap((group) => group.fields)
  return [...new Set([...grouped, ...Object.keys(fields)])].filter((name) => {
    const field = fields[name]
    return (
      field &&
      !field.read_only &&
      faces[field.kind as keyof typeof faces].BulkEdit &&
      !OWN_WAY.has(name) &&
      !notEdited?.has(name)
    )
  })
}

/** What can be done to all that is selected, floating over the end of the list. */
export function BulkBar({ list, Extra, ids, rows, total, search, allMatching, onAllMatching, onClear, onShow }: Props) {
  const t = useT()
  const may = useMay()
  const { kind } = list
  const { run, busy, progress } = useBulk(kind, onClear, onShow)
  const edited = useMemo(() => editedOf(list), [list])
  const [editing, setEditing] = useState(false)
  const [erasing, setErasing] = useState(false)
  const { sort_by: _by, sort_order: _order, ...filter } = apiQuery(search)
  const target = allMatching ? { filter } : { ids }
  const archived = search['archived'] === 'true'
  const act: Act = (action) => run({ target, ...action })
  const away = archived ? 'restore' : 'archive'
  const mayAway = may(kind.name, archived ? 'restore' : 'delete')
  useShortcut('backspace', 'keys.archive', () => mayAway && act({ action: away }))
  const chosen = rows.filter((record) => ids.includes(record.id))
  const count = allMatching ? total : ids.length

  if (progress)
    return (
      <Bar label={t('bulk.label')} busy>
        <BulkProgress progress={progress} />
      </Bar>
    )
  return (
    <Bar label={t('bulk.label')} busy={busy}>
      <span className="px-2 font-medium whitespace-nowrap tabular-nums" aria-live="polite">
        {t('bulk.selected', { count })}
      </span>
      {!allMatching && ids.length < total ? (
        <Button look="link" size="sm" onClick={() => onAllMatching(true)}>
          {t('bulk.select_all', { count: total })}
        </Button>
      ) : null}
      <span aria-hidden className="mx-1 h-5 w-px shrink-0 bg-line" />
      {archived ? null : (
        <>
          {may(kind.name, 'assign') ? <BulkAssign act={act} /> : null}
          {Extra ? <Extra rows={chosen} act={act} /> : null}
          <BulkTags act={act} rows={rows} chosen={chosen} adding={allMatching} />
          <Popover
            label={t('bulk.edit')}
            open={editing}
            onOpenChange={setEditing}
            side="top"
            className="p-0"
            trigger={
              <Button look="ghost" size="sm">
                <PencilLine className="size-4" aria-hidden />
                <span className="@max-2xl:sr-only">{t('bulk.edit')}</span>
              </Button>
            }
          >
            <BulkEdit
              fields={kind.resource.fields}
              names={edited}
              onApply={(changes) => {
                setEditing(false)
                act({ action: 'update', changes })
              }}
            />
          </Popover>
        </>
      )}
      {mayAway ? (
        <Button look="ghost" size="sm" onClick={() => act({ action: away })}>
          {archived ? <ArchiveRestore className="size-4" aria-hidden /> : <Archive className="size-4" aria-hidden />}
          <span className="@max-2xl:sr-only">{t(`action.${away}`)}</span>
        </Button>
      ) : null}
      {archived && may(kind.name, 'purge') ? (
        <Button look="ghost" size="sm" className="text-danger hover:text-danger" onClick={() => setErasing(true)}>
          <Trash2 className="size-4" aria-hidden />
          <span className="@max-2xl:sr-only">{t('record.erase.action')}</span>
        </Button>
      ) : null}
      <IconButton label={t('bulk.clear')} keys="escape" size="icon-sm" onClick={onClear}>
        <X className="size-4" aria-hidden />
      </IconButton>
      {erasing ? (
        <BulkErase
          count={count}
          onClose={() => setErasing(false)}
          onErase={() => {
            setErasing(false)
            act({ action: 'delete' })
          }}
        />
      ) : null}
    </Bar>
  )
}

const Bar = ({ label, busy, children }: { label: string; busy: boolean; children: ReactNode }) => (
  // As much as there is room for beside the panel: names where they fit, pictures where they do not.
  <div className="@container pointer-events-none absolute inset-x-0 bottom-12 z-20 max-md:bottom-4">
    <div
      role="toolbar"
      data-floating
      aria-label={label}
      aria-busy={busy}
      className="pointer-events-auto mx-auto flex w-fit max-w-[calc(100%-24px)] animate-rise items-center gap-1 overflow-x-auto rounded-md border border-line bg-raised p-1.5 shadow-float"
    >
      {children}
    </div>
  </div>
)
