import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as full from '../../../node_modules/zod/index.js'
import * as small from './zod.ts'

const folder = join(import.meta.dirname, '../../../contracts/src')
const contracts = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n')

test('all that the contracts make with the library is there', () => {
  const types = /^(output|input|ZodType|ZodObject)$/
  const used = new Set(
    [...contracts.matchAll(/\bz\.(\w+)/g)].map(([, name]) => name!).filter((name) => !types.test(name)),
  )
  expect([...used].filter((name) => !(name in small))).toEqual([])
})

test('every contract can be made with it', async () => {
  const modules = import.meta.glob(['../../../contracts/src/*.ts', '!**/*.test.ts'])
  expect(Object.keys(modules).length).toBeGreaterThan(10)
  for (const load of Object.values(modules)) await load()
})

type Library = typeof full
const SCHEMAS: Record<string, (z: Library) => full.ZodType> = {
  text: (z) =>
    z
      .string()
      .trim()
      .max(5)
      .min(1)
      .refine((text) => text !== 'bad', { error: 'bad_text' }),
  email: (z) => z.email().max(20).meta({ example: 'a@b.example' }),
  token: (z) => z.string().length(2),
  code: (z) => z.string().regex(/^[A-Z]{2}$/),
  id: (z) => z.guid().toLowerCase(),
  whole: (z) => z.int().min(0).max(10),
  counted: (z) => z.coerce.number().int().min(1).max(200).optional(),
  amount: (z) => z.number().min(0).max(99.5),
  day: (z) => z.iso.date(),
  time: (z) =>
    z.codec(z.iso.datetime({ offset: true }), z.date(), {
      decode: (text) => new Date(text),
      encode: (at) => at.toISOString(),
    }),
  choice: (z) => z.enum(['one', 'two', 'three']).exclude(['three']),
  flag: (z) => z.stringbool(),
  words: (z) => z.array(z.string().min(1)).max(2),
  body: (z) => z.strictObject({ name: z.string() }).extend({ age: z.int().nullable().optional() }),
  either: (z) => z.union([z.literal('x'), z.boolean()]),
}
const VALUES: unknown[] = [
  '| |a|bad|abcdef| abc |a@b.example|a@b|MA|ma|2026-02-29|2028-02-29|one|three'.split('|'),
  '2026-01-01T00:00:00+01:00|2026-01-01T00:00:00|true|yes|0|12|1.5|0198C5A1-7C3E-7D2A-9F00-3B5F0A6C1D2E'.split('|'),
  [0, -1, 10, 11, 1.5, 99.5, 100, NaN, null, undefined, true, [], ['a'], ['a', ''], ['a', 'b', 'c']],
  [{}, { name: 'a' }, { name: 'a', age: null }, { name: 'a', age: 1.5 }, { name: 'a', more: 1 }],
].flat()

test.for(Object.keys(SCHEMAS))('%s is judged as the library judges it', (name) => {
  const [ours, theirs] = [SCHEMAS[name]!(small as unknown as Library), SCHEMAS[name]!(full)]
  for (const value of VALUES) {
    const verdict = (schema: full.ZodType) => {
      const { success, data, error } = schema.safeParse(value)
      return { value, success, data, codes: error?.issues.map(({ code, path }) => ({ code, path })) }
    }
    expect(verdict(ours)).toEqual(verdict(theirs))
  }
})
