import { Archive, ArchiveRestore, CircleDot, Tag, UserRound, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useMay } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { useMembers } from '#lib/members.ts'
import { MemberName } from '#records/fields/views.tsx'
import { apiQuery, type ListSearch } from '#records/list-query.ts'
import { Button } from '#ui/button.tsx'
import { ChoiceList } from '#ui/choice-list.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu, MenuLabel } from '#ui/menu.tsx'
import { afterClosing, Popover } from '#ui/popover.tsx'
import { useBulk } from './bulk.ts'
import type { Lead, LeadStatus } from './lead.ts'
import { LostReason, StatusChoices } from './status.tsx'

interface Props {
  ids: string[]
  rows: readonly Lead[]
  total: number
  search: ListSearch
  allMatching: boolean
  onAllMatching: (all: boolean) => void
  onClear: () => void
}

const NONE = '\u2205'

/** What can be done to all that is selected, floating over the end of the list. */
export function BulkBar({ ids, rows, total, search, allMatching, onAllMatching, onClear }: Props) {
  const t = useT()
  const may = useMay()
  const members = useMembers()
  const bulk = useBulk(onClear)
  const [assigning, setAssigning] = useState(false)
  const [tagging, setTagging] = useState(false)
  const [losing, setLosing] = useState<Element | null>(null)
  const statusButton = useRef<HTMLButtonElement>(null)
  const { sort_by: _by, sort_order: _order, ...filter } = apiQuery(search)
  const target = allMatching ? { filter } : { ids }
  const archived = search['archived'] === 'true'
  const chosen = rows.filter((lead) => ids.includes(lead.id))
  const tags = [...new Set(rows.flatMap((lead) => lead.tags))].sort()
  const count = allMatching ? total : ids.length
  // The first status in common is the one ticked.
  const status = chosen[0]?.lead_status ?? 'new'

  return (
    <div
      role="toolbar"
      data-floating
      aria-label={t('bulk.label')}
      aria-busy={bulk.isPending}
      className="absolute inset-x-0 bottom-4 z-20 mx-auto flex w-fit max-w-[calc(100%-24px)] animate-rise items-center gap-1 overflow-x-auto rounded-md border border-line bg-raised p-1.5 shadow-float"
    >
      <span className="px-2 font-medium whitespace-nowrap tabular-nums" aria-live="polite">
        {t('bulk.selected', { count })}
      </span>
      {!allMatching && ids.length < total && ids.length === rows.length ? (
        <Button look="link" size="sm" onClick={() => onAllMatching(true)}>
          {t('bulk.select_all', { count: total })}
        </Button>
      ) : null}
      <span aria-hidden className="mx-1 h-5 w-px shrink-0 bg-line" />
      {may('leads', 'assign') ? (
        <Popover
          label={t('bulk.assign')}
          open={assigning}
          onOpenChange={setAssigning}
          side="top"
          className="p-0"
          trigger={
            <Button look="ghost" size="sm">
              <UserRound className="size-4" aria-hidden />
              <span className="max-sm:sr-only">{t('bulk.assign')}</span>
            </Button>
          }
        >
          <ChoiceList
            searchable
            label={t('bulk.assign')}
            chosen={[]}
            options={[
              { value: NONE, text: t('value.nobody') },
              ...members
                .filter((member) => member.active)
                .map(({ id, name }) => ({ value: id, text: name, view: <MemberName id={id} /> })),
            ]}
            onChoose={(id) => {
              setAssigning(false)
              bulk.mutate({ target, action: 'assign', assigned_to: id === NONE ? null : id })
            }}
          />
        </Popover>
      ) : null}
      <Menu
        align="start"
        side="top"
        trigger={
          <Button ref={statusButton} look="ghost" size="sm">
            <CircleDot className="size-4" aria-hidden />
            <span className="max-sm:sr-only">{t('field.lead_status')}</span>
          </Button>
        }
      >
        <MenuLabel>{t('leads.move.to')}</MenuLabel>
        <StatusChoices
          value={status}
          onChoose={(to: LeadStatus) =>
            to === 'lost'
              ? afterClosing(() => setLosing(statusButton.current))
              : bulk.mutate({ target, action: 'update_status', lead_status: to })
          }
        />
      </Menu>
      {losing ? (
        <LostReason
          anchor={losing}
          onDone={(reason) => {
            setLosing(null)
            if (reason) bulk.mutate({ target, action: 'update_status', lead_status: 'lost', reason })
          }}
        />
      ) : null}
      <Popover
        label={t('bulk.tag')}
        open={tagging}
        onOpenChange={setTagging}
        side="top"
        className="p-0"
        trigger={
          <Button look="ghost" size="sm">
            <Tag className="size-4" aria-hidden />
            <span className="max-sm:sr-only">{t('bulk.tag')}</span>
          </Button>
        }
      >
        <ChoiceList
          searchable
          label={t('bulk.tag')}
          chosen={tags.filter((tag) => chosen.every((lead) => lead.tags.includes(tag)))}
          options={tags.map((tag) => ({ value: tag, text: tag, view: <span dir="auto">{tag}</span> }))}
          onChoose={(tag) => {
            setTagging(false)
            const everywhere = chosen.every((lead) => lead.tags.includes(tag)) && !allMatching
            bulk.mutate({ target, action: everywhere ? 'remove_tags' : 'add_tags', tags: [tag] })
          }}
          onCreate={(tag) => {
            setTagging(false)
            bulk.mutate({ target, action: 'add_tags', tags: [tag] })
          }}
        />
      </Popover>
      {may('leads', archived ? 'restore' : 'delete') ? (
        <Button
          look="ghost"
          size="sm"
          onClick={() => bulk.mutate({ target, action: archived ? 'restore' : 'archive' })}
        >
          {archived ? <ArchiveRestore className="size-4" aria-hidden /> : <Archive className="size-4" aria-hidden />}
          <span className="max-sm:sr-only">{t(archived ? 'action.restore' : 'action.archive')}</span>
        </Button>
      ) : null}
      <IconButton label={t('bulk.clear')} size="icon-sm" onClick={onClear}>
        <X className="size-4" aria-hidden />
      </IconButton>
    </div>
  )
}
