import { contactResource } from '@rihla/contracts/contacts.ts'
import { DATE_ORDERS, ON_MATCH } from '@rihla/contracts/importShapes.ts'
import { useMay } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { useMembers } from '#lib/members.ts'
import { choicesOf } from '#records/fields/choices.ts'
import { MemberName } from '#records/fields/views.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Combobox } from '#ui/combobox.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Select } from '#ui/select.tsx'
import { Foot } from './foot.tsx'
import { holdsOf, isAtWork, isOver, type Rules, useChangeImport, useDrive } from './import.ts'
import type { StepProps } from './import-page.tsx'
import { Ticks, Words } from './rule-parts.tsx'

const KEYS = ['email', 'phone', 'name', 'id'] as const
const CHANNELS = ['email', 'sms', 'whatsapp', 'phone'] as const
const ACCOUNTS = ['create', 'link', 'ignore'] as const
const NOBODY = '∅'

/** What is done with the rows: how they are found again, and what happens then. */
export function RulesStep({ one, onStep }: StepProps) {
  const t = useT()
  const may = useMay()
  const members = useMembers()
  const change = useChangeImport(one.id)
  const check = useDrive(one.id, 'check')
  const { rules } = one
  const locked = isOver(one) || isAtWork(one)
  const set = (changes: Partial<Rules>) => change.mutate({ rules: changes })
  const without = <T,>(list: readonly T[], item: T) => list.filter((other) => other !== item)
  const toggle = <T,>(list: readonly T[], item: T) => (list.includes(item) ? without(list, item) : [...list, item])

  return (
    <div className="flex flex-col gap-6">
      <Ticks
        title={t('import.rule.match')}
        text={t('import.rule.match_text')}
        choices={KEYS.map((value) => ({ value, label: t(`import.key.${value}`) }))}
        chosen={rules.match}
        locked={locked}
        onToggle={(key) => set({ match: toggle(rules.match, key) })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <LabelledField label={t('import.rule.on_match')} hint={t(`import.on_match_hint.${rules.on_match}`)}>
          {(ids) => (
            <Select
              {...ids}
              disabled={locked || rules.match.length === 0}
              value={rules.on_match}
              onChange={(on_match) => on_match && set({ on_match })}
              choices={ON_MATCH.map((value) => ({ value, label: t(`import.on_match.${value}`) }))}
            />
          )}
        </LabelledField>
        <LabelledField label={t('import.rule.on_missing')}>
          {(ids) => (
            <Select
              {...ids}
              disabled={locked}
              value={rules.on_missing}
              onChange={(on_missing) => on_missing && set({ on_missing })}
              choices={(['create', 'skip'] as const).map((value) => ({
                value,
                label: t(`import.on_missing.${value}`),
              }))}
            />
          )}
        </LabelledField>
        {may(holdsOf(one.record_type), 'assign') ? (
          <LabelledField label={t('field.assigned_to')} hint={t('import.rule.owner_hint')}>
            {(ids) => (
              <Select
                {...ids}
                disabled={locked}
                value={rules.assigned_to === undefined ? null : (rules.assigned_to ?? NOBODY)}
                empty={t('import.rule.me')}
                placeholder={t('import.rule.me')}
                onChange={(next) =>
                  set({ assigned_to: next === NOBODY ? null : (next ?? undefined) } as Partial<Rules>)
                }
                choices={[
                  { value: NOBODY, label: t('value.nobody') },
                  ...members
                    .filter(({ active }) => active)
                    .map(({ id }) => ({ value: id, label: <MemberName id={id} /> })),
                ]}
              />
            )}
          </LabelledField>
        ) : null}
        <Words
          label={t('field.tags')}
          hint={t('import.rule.tags_hint')}
          value={rules.tags.join(', ')}
          locked={locked}
          onSave={(text) =>
            set({
              tags: text
                .split(/[,;،]/)
                .map((one) => one.trim())
                .filter(Boolean)
                .slice(0, 20),
            })
          }
        />
        <LabelledField label={t('import.date_order')} hint={t('import.rule.dates_hint')}>
          {(ids) => (
            <Select
              {...ids}
              disabled={locked}
              value={rules.date_order}
              onChange={(date_order) => date_order && set({ date_order })}
              choices={DATE_ORDERS.map((value) => ({ value, label: t(`import.order.${value}`) }))}
            />
          )}
        </LabelledField>
        <LabelledField label={t('import.rule.country')} hint={t('import.rule.country_hint')}>
          {(ids) => (
            <Combobox
              {...ids}
              label={t('import.rule.country')}
              disabled={locked}
              value={rules.country}
              onChange={(country) => country && set({ country })}
              options={choicesOf('country', contactResource.fields.country)}
            />
          )}
        </LabelledField>
        {one.record_type === 'contact' ? (
          <LabelledField label={t('import.rule.accounts')}>
            {(ids) => (
              <Select
                {...ids}
                disabled={locked}
                value={rules.accounts}
                onChange={(accounts) => accounts && set({ accounts })}
                choices={ACCOUNTS.map((value) => ({ value, label: t(`import.accounts.${value}`) }))}
              />
            )}
          </LabelledField>
        ) : null}
        <label className="flex min-h-8 items-center gap-2 self-end">
          <Checkbox
            checked={rules.empty_clears}
            disabled={locked}
            onCheckedChange={(on) => set({ empty_clears: on === true })}
            aria-label={t('import.rule.empty_clears')}
          />
          {t('import.rule.empty_clears')}
        </label>
      </div>
      {one.record_type === 'contact' ? (
        <Ticks
          title={t('import.rule.consent')}
          text={t('import.rule.consent_text')}
          choices={CHANNELS.map((value) => ({ value, label: t(`import.channel.${value}`) }))}
          chosen={rules.consent?.channels ?? []}
          locked={locked}
          onToggle={(channel) => {
            const channels = toggle(rules.consent?.channels ?? [], channel)
            const basis = rules.consent?.basis ?? t('import.rule.consent_basis')
            set({ consent: channels.length ? { channels, basis } : null })
          }}
        >
          {rules.consent ? (
            <Words
              label={t('import.rule.basis')}
              value={rules.consent.basis}
              locked={locked}
              onSave={(basis) => basis && set({ consent: { ...rules.consent!, basis } })}
            />
          ) : null}
        </Ticks>
      ) : null}
      <Foot
        go={t('import.check')}
        busy={check.isPending}
        disabled={locked || change.isPending}
        onGo={() => check.mutate(undefined, { onSuccess: () => onStep('check') })}
      >
        <p className="text-dense text-text-3">{t('import.check_hint')}</p>
      </Foot>
    </div>
  )
}
