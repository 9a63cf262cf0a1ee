import { cn } from '#lib/cn.ts'

const HUES = ['bg-chart-1', 'bg-chart-3', 'bg-chart-5', 'bg-chart-6', 'bg-chart-4', 'bg-chart-2']

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
        'inline-grid shrink-0 place-items-center rounded-full font-semibold leading-none',
        dimension,
        'relative overflow-hidden text-text',
      )}
    >
      <span className={cn('absolute inset-0 opacity-22 dark:opacity-35', HUES[hueOf(name) % HUES.length])} />
      <span className="relative">{initialsOf(name)}</span>
    </span>
  )
}
