import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = import.meta.dirname
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(tsx?|css)$/.test(path) && !/\.test\./.test(path))
  .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }))

const found = (pattern: RegExp, which = (_path: string) => true) =>
  files
    .filter(({ path }) => which(path))
    .flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([match]) => `${path}: ${match}`))

test('directions are those of reading, so that Arabic mirrors', () => {
  const physical =
    /(?<=[\s"'`:-])-?(?:(?:m|p|scroll-m|scroll-p)[lr]|left|right|border-[lr]|rounded-(?:[lr]|[tb][lr]))-[\w[.-]+|(?<=[\s"'`:])(?:text|float|clear)-(?:left|right)\b/g
  expect(found(physical, (path) => path.endsWith('.tsx'))).toEqual([])
})

test('every key of the cache carries its tenant', () => {
  const bare = /queryKey: (?!keyOf\(|\['tenant', tenant\])[^\n]*/g
  expect(found(bare, (path) => path !== 'lib/keys.ts')).toEqual([])
})

test('what people read comes from the catalogues', () => {
  const text = />\s*[A-Z][a-z]+(?: [a-z]+)*\s*<\/|(?:aria-label|title|placeholder|alt)="[^"]*[a-z]{3}/g
  expect(found(text, (path) => path.endsWith('.tsx'))).toEqual(['app/wordmark.tsx: >Rihla</'])
})

test('no address of the API stands outside the contracts', () => {
  expect(found(/['"`]\/api\/[^'"`]*/g)).toEqual([])
})
