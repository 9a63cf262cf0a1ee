import { LEAD_SOURCES, type LeadSource } from '@rihla/contracts/leads.ts'
import type { ScoreRules } from '@rihla/contracts/leadScoring.ts'
import { useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { Chip } from '#ui/badge.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { Section } from '../section.tsx'
import { Points } from './points.tsx'

/** Every number of the rules, and the tags that count. */
export function RuleFields({ rules, onChange }: { rules: ScoreRules; onChange: (rules: ScoreRules) => void }) {
  const t = useT()
  const set = (changes: Partial<ScoreRules>) => onChange({ ...rules, ...changes })
  const setSource = (source: LeadSource, points: number) =>
    set({ source: { ...rules.source, [source]: points } as ScoreRules['source'] })
  return (
    <>
      <Section title={t('scoring.base')} hint={t('scoring.base_hint')}>
        <Points label={t('scoring.base_label')} value={rules.base} least={0} onChange={(base) => set({ base })} />
      </Section>
      <Section title={t('field.lead_source')} hint={t('scoring.source_hint')}>
        <div className="grid gap-x-8 gap-y-2 sm:grid-cols-2">
          {LEAD_SOURCES.map((source) => (
            <Points
              key={source}
              label={valueLabel('lead_source', source)}
              value={rules.source[source] ?? 0}
              onChange={(points) => setSource(source, points)}
            />
          ))}
        </div>
      </Section>
      <Section title={t('scoring.signs')} hint={t('scoring.signs_hint')}>
        <Points label={t('scoring.company')} value={rules.company} onChange={(company) => set({ company })} />
        <Points
          label={t('scoring.business_email')}
          value={rules.business_email}
          onChange={(business_email) => set({ business_email })}
        />
        <Points label={t('scoring.hot_tag')} value={rules.hot_tag} onChange={(hot_tag) => set({ hot_tag })} />
        <HotTags tags={rules.hot_tags} onChange={(hot_tags) => set({ hot_tags })} />
      </Section>
    </>
  )
}

function HotTags({ tags, onChange }: { tags: readonly string[]; onChange: (tags: string[]) => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const add = () => {
    const tag = text.trim().toLowerCase()
    if (tag && !tags.includes(tag)) onChange([...tags, tag])
    setText('')
  }
  return (
    <LabelledField label={t('scoring.hot_tags')} hint={t('scoring.hot_tags_hint')}>
      {(ids) => (
        <div className="flex flex-wrap items-center gap-1.5">
          {tags.map((tag) => (
            <Chip
              key={tag}
              removeLabel={t('action.remove_named', { name: tag })}
              onRemove={() => onChange(tags.filter((other) => other !== tag))}
            >
              <bdi>{tag}</bdi>
            </Chip>
          ))}
          <Input
            {...ids}
            dir="auto"
            maxLength={60}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return
              if (event.key === 'Enter' || event.key === ',') {
                event.preventDefault()
                add()
              } else if (event.key === 'Backspace' && !text) onChange(tags.slice(0, -1))
            }}
            className="w-40"
          />
        </div>
      )}
    </LabelledField>
  )
}
