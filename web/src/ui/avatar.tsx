import { cn } from '#lib/cn.ts'

// Thinned colours rather than a layer that lets light through: a list has hundreds, and each layer is drawn for itself.
const HUES = [
  'bg-chart-1/22 dark:bg-chart-1/35',
  'bg-chart-3/22 dark:bg-chart-3/35',
  'bg-chart-5/22 dark:bg-chart-5/35',
  'bg-chart-6/22 dark:bg-chart-6/35',
  'bg-chart-4/22 dark:bg-chart-4/35',
  'bg-chart-2/22 dark:bg-chart-2/35',
]

/** The same colour for the same name, everywhere. */
export const hueOf = (name: string): number =>
  [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 997, 7)

/** First letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  return letters.map((word) => [...word][0]!.toLocaleUpperCase()).join('')
}

/** A person by initials. The name stands beside it or in its label. */
export function Avatar({ name, label, size = 24 }: { name: string; label?: string; size?: 20 | 24 | 32 | 48 }) {
  const dimension = {
    20: 'size-5 text-[9px]',
    24: 'size-6 text-[10px]',
    32: 'size-8 text-meta',
    48: 'size-12 text-read',
  }[size]
  return (
    <span
      role={label ? 'img' : undefined}
      aria-label={label}
      title={label}
      aria-hidden={label ? undefined : true}
      className={cn(
        'inline-grid shrink-0 place-items-center rounded-full font-semibold leading-none text-text',
        dimension,
        HUES[hueOf(name) % HUES.length],
      )}
    >
      {initialsOf(name)}
    </span>
  )
}
