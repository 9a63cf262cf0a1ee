import { LOYALTY_LEVELS, type LoyaltyRules } from '@rihla/contracts/loyalty.ts'
import { useT } from '#lib/i18n.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { Threshold } from './threshold.tsx'

type Levels = LoyaltyRules['levels']
const MOST = { lifetime_value: 999_999_999_999, trips: 10_000 }

/** What each level takes, the highest first. */
export function Levels({ levels, onChange }: { levels: Levels; onChange: (levels: Levels) => void }) {
  const t = useT()
  return (
    <table className="w-full text-start">
      <thead className="text-dense text-text-2">
        <tr>
          <th className="py-1 text-start font-medium">{t('loyalty.level')}</th>
          <th className="py-1 ps-3 text-end font-medium">{t('field.lifetime_value')}</th>
          <th className="py-1 ps-3 text-end font-medium">{t('loyalty.trips_column')}</th>
        </tr>
      </thead>
      <tbody>
        {LOYALTY_LEVELS.toReversed().map((level) => {
          const name = valueLabel('loyalty_status', level)
          const set = (change: Partial<Levels[typeof level]>) =>
            onChange({ ...levels, [level]: { ...levels[level], ...change } })
          return (
            <tr key={level}>
              <th scope="row" className="py-1 text-start font-normal">
                {name}
              </th>
              <td className="py-1 ps-3 text-end">
                <Threshold
                  wide
                  label={t('loyalty.value_of', { level: name })}
                  value={levels[level].lifetime_value}
                  most={MOST.lifetime_value}
                  onChange={(lifetime_value) => set({ lifetime_value })}
                />
              </td>
              <td className="py-1 ps-3 text-end">
                <Threshold
                  label={t('loyalty.trips_of', { level: name })}
                  value={levels[level].trips}
                  most={MOST.trips}
                  onChange={(trips) => set({ trips })}
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
