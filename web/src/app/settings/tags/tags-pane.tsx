import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { fold } from '#lib/fold.ts'
import { useT } from '#lib/i18n.ts'
import { SearchInput } from '#ui/input.tsx'
import { EmptyState, ErrorPanel } from '#ui/states.tsx'
import { BulkProgress } from '#records/bulk-progress.tsx'
import { Section } from '../section.tsx'
import { PaneSkeleton } from '../pane-skeleton.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { NewTag } from './new-tag.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { TagRow } from './tag-row.tsx'
import { tagsQuery } from '#records/tag-colors.ts'
import { type OwnTag, useChangeTags } from './tags.ts'

/** Rows drawn at first; more are found by typing. */
const MOST = 200

/** Every tag there is: its colour, where it is used, and what can be done to it everywhere at once. */
export function TagsPane() {
  const t = useT()
  const { data: all, error, refetch } = useQuery(tagsQuery(useTenant()))
  const change = useChangeTags()
  const [text, setText] = useState('')
  const [asked, setAsked] = useState<{ tag: OwnTag; what: 'rename' | 'merge' } | null>(null)
  if (error && !all) return <ErrorPanel error={error} onRetry={() => void refetch()} />
  if (!all) return <PaneSkeleton />
  const found = all.filter(({ name }) => fold(name).includes(fold(text.trim())))
  const close = () => setAsked(null)
  return (
    <>
      {asked?.what === 'rename' ? (
        <RenameDialog
          tag={asked.tag}
          change={change}
          onMerge={(into) => change.run.mutate({ what: 'merge', tags: [asked.tag.name], into }, { onSuccess: close })}
          onClose={close}
        />
      ) : null}
      {asked?.what === 'merge' ? <MergeDialog tag={asked.tag} all={all} change={change} onClose={close} /> : null}
      <Section title={t('tags.new')} hint={t('tags.about')}>
        <NewTag taken={all} />
      </Section>
      {all.length ? (
        <Section title={t('tags.count', { count: all.length })}>
          {change.progress ? <BulkProgress progress={change.progress} /> : null}
          {all.length > 8 ? <SearchInput label={t('tags.search')} value={text} onChange={setText} /> : null}
          {found.length ? (
            <ul className="rounded-md border border-line bg-surface">
              {found.slice(0, MOST).map((tag) => (
                <TagRow
                  key={tag.name.toLowerCase()}
                  tag={tag}
                  alone={all.length === 1}
                  onRename={() => setAsked({ tag, what: 'rename' })}
                  onMerge={() => setAsked({ tag, what: 'merge' })}
                  onRemove={() => change.run.mutate({ what: 'remove', name: tag.name }, { onError: change.tell })}
                />
              ))}
            </ul>
          ) : (
            <p className="text-text-3">{t('state.nothing_found')}</p>
          )}
          {found.length > MOST ? (
            <p className="text-dense text-text-3">{t('tags.more', { count: found.length - MOST })}</p>
          ) : null}
        </Section>
      ) : (
        <EmptyState title={t('tags.empty')}>{t('tags.empty_detail')}</EmptyState>
      )}
    </>
  )
}
