import { DELIMITERS, ENCODINGS } from '@rihla/contracts/importShapes.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { LabelledField } from '#ui/field.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Select } from '#ui/select.tsx'
import { Switch } from '#ui/switch.tsx'
import { Foot } from './foot.tsx'
import { HOLDS, holdsOf, isAtWork, isOver, TYPES, useChangeImport } from './import.ts'
import type { StepProps } from './import-page.tsx'

type Delimiter = (typeof DELIMITERS)[number]
const DELIMITER_NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const

/** How the file was read, and how to read it otherwise. */
export function FileStep({ one, onStep }: StepProps) {
  const t = useT()
  const change = useChangeImport(one.id)
  const locked = isOver(one) || isAtWork(one) || change.isPending
  return (
    <div className="flex flex-col gap-5">
      <p className="text-text-2">
        {t('import.rows', { count: one.rows, shown: formatNumber(one.rows) })}
        {' · '}
        {t('import.columns', { count: one.columns.length })}
        {one.source ? ` · ${t(`import.source.${one.source}`)}` : ''}
      </p>
      <div className="flex flex-col gap-1">
        <span className="text-dense font-medium text-text-2">{t('import.holds')}</span>
        <div>
          <Segmented
            label={t('import.holds')}
            value={holdsOf(one.record_type)}
            onChange={(next) => locked || change.mutate({ record_type: TYPES[next] })}
            choices={HOLDS.map((value) => ({ value, name: t(`nav.${value}`), label: t(`nav.${value}`) }))}
          />
        </div>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        {one.encoding ? (
          <LabelledField label={t('import.encoding')} hint={t('import.encoding_hint')}>
            {(ids) => (
              <Select
                {...ids}
                disabled={locked}
                value={one.encoding}
                onChange={(encoding) => encoding && change.mutate({ encoding })}
                choices={ENCODINGS.map((value) => ({ value, label: <bdi>{value}</bdi> }))}
              />
            )}
          </LabelledField>
        ) : null}
        {one.format === 'csv' ? (
          <LabelledField label={t('import.delimiter')}>
            {(ids) => (
              <Select<Delimiter>
                {...ids}
                disabled={locked}
                value={one.delimiter as Delimiter | null}
                onChange={(delimiter) => delimiter && change.mutate({ delimiter })}
                choices={DELIMITERS.map((value) => ({
                  value,
                  label: t(`import.delimiters.${DELIMITER_NAMES[value]}`),
                }))}
              />
            )}
          </LabelledField>
        ) : null}
        {one.sheets.length > 1 ? (
          <LabelledField label={t('import.sheet')}>
            {(ids) => (
              <Select
                {...ids}
                disabled={locked}
                value={one.sheet}
                onChange={(sheet) => sheet && change.mutate({ sheet })}
                choices={one.sheets.map((value) => ({ value, label: <bdi>{value}</bdi> }))}
              />
            )}
          </LabelledField>
        ) : null}
        <label className="flex items-center gap-3 self-end py-1">
          <Switch
            checked={one.header}
            disabled={locked}
            onCheckedChange={(header) => change.mutate({ header })}
            aria-label={t('import.header')}
          />
          {t('import.header')}
        </label>
      </div>
      <Foot go={t('import.next')} onGo={() => onStep('map')} />
    </div>
  )
}
