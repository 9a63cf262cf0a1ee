import { DENSITIES, useDensity } from '#lib/density.ts'
import { useT } from '#lib/i18n.ts'
import { useChoose } from '#lib/my-preferences.ts'
import { THEMES, useTheme } from '#lib/theme.ts'
import { Segmented } from '#ui/segmented.tsx'
import { Section } from './section.tsx'

/** How the product looks, on every device of mine. */
export function AppearancePane() {
  const t = useT()
  const theme = useTheme()
  const density = useDensity()
  const choose = useChoose()
  return (
    <>
      <Section title={t('shell.theme')} hint={t('appearance.theme_hint')}>
        <Segmented
          label={t('shell.theme')}
          value={theme}
          onChange={(next) => choose({ theme: next })}
          choices={THEMES.map((value) => ({ value, name: t(`theme.${value}`), label: t(`theme.${value}`) }))}
        />
      </Section>
      <Section title={t('shell.density')} hint={t('appearance.density_hint')}>
        <Segmented
          label={t('shell.density')}
          value={density}
          onChange={(next) => choose({ density: next })}
          choices={DENSITIES.map((value) => ({ value, name: t(`density.${value}`), label: t(`density.${value}`) }))}
        />
        <Rows />
      </Section>
    </>
  )
}

const WIDTHS = ['w-40', 'w-28', 'w-36', 'w-24']

/** What it does to a list, before one goes to see. */
const Rows = () => (
  <div aria-hidden className="overflow-hidden rounded-md border border-line bg-surface">
    {WIDTHS.map((width) => (
      <div
        key={width}
        className="flex h-(--row-height) items-center gap-4 border-b border-line px-4 transition-[height] last:border-0"
      >
        <span className={`h-2 rounded-full bg-line-strong/50 ${width}`} />
        <span className="h-2 w-16 rounded-full bg-line" />
        <span className="ms-auto h-2 w-20 rounded-full bg-line" />
      </div>
    ))}
  </div>
)
