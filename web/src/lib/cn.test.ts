import { readdirSync, readFileSync } from 'node:fs'
import { extendTailwindMerge } from 'tailwind-merge'
import { expect, test } from 'vitest'
import { cn } from './cn.ts'

const whole = extendTailwindMerge({
  extend: {
    classGroups: {
      'font-size': [{ text: ['meta', 'dense', 'base', 'read', 'h3', 'h2', 'h1'] }],
      shadow: [{ shadow: ['float'] }],
    },
  },
})

/** Every class that the app writes, without its variants. */
function classesInUse(): string[] {
  const src = `${import.meta.dirname}/..`
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))
  const words = files.flatMap((file) => readFileSync(`${src}/${file}`, 'utf8').match(/[^\s'"`{}]+/g) ?? [])
  const bare = words.map((word) => word.replace(/^(?:(?:[\w@*/-]|\[[^\]]*\])+:)+/, '').replace(/^!/, ''))
  return [...new Set(bare)].filter((word) => /^-?[a-z]/.test(word) && whole(`${word} ${word}`) === word)
}

test('two classes in use settle as Tailwind means them', { timeout: 60_000 }, () => {
  const classes = classesInUse()
  expect(classes.length).toBeGreaterThan(400)
  const differ = classes.flatMap((first) =>
    classes.flatMap((second) => {
      const both = `${first} ${second}`
      return first === second || cn(both) === whole(both) ? [] : [`${both} → ${whole(both)}`]
    }),
  )
  expect(differ).toEqual([])
})

test('the last one wins, each under its variant', () => {
  expect(cn('px-2 pointer-coarse:h-11', false, 'ps-3 h-8', 'p-1 pointer-coarse:h-12')).toBe(
    'h-8 p-1 pointer-coarse:h-12',
  )
  expect(cn('text-meta text-text-3', 'text-base text-center')).toBe('text-text-3 text-base text-center')
})
