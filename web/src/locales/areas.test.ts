import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { AREAS, type Area, partOf } from './areas.ts'

const folder = join(import.meta.dirname, '..')
const ids = Object.keys(JSON.parse(readFileSync(join(folder, 'locales/en.json'), 'utf8')) as object)
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\./.test(path))
  .map((path) => join(folder, path))

/** The module of ours that an import names, if it is one. */
function moduleOf(name: string, from: string): string | null {
  const path = name.startsWith('#') ? join(folder, name.slice(1)) : join(dirname(from), name)
  return /^[#.]/.test(name) && /\.tsx?$/.test(path) && existsSync(path) ? path : null
}

interface Arrow {
  to: string
  /** Areas that are there before the module is: its importer has waited for them. */
  brings: readonly string[]
}

/** What a module imports. Types vanish, and need no texts. */
function arrowsOf(path: string): Arrow[] {
  const code = readFileSync(path, 'utf8')
  const found: Arrow[] = []
  const add = (name: string, brings: readonly string[]) => {
    const to = moduleOf(name, path)
    if (to) found.push({ to, brings })
  }
  for (const [, name] of code.matchAll(/^(?:import|export) (?!type )(?:[^;'"]*? from )?['"]([^'"]+)['"]/gm))
    add(name!, [])
  const waited = /withTexts\(\s*import\('([^']+)'\)((?:,\s*'\w+')+)/g
  for (const [, name, areas] of code.matchAll(waited))
    add(
      name!,
      [...areas!.matchAll(/'(\w+)'/g)].map(([, area]) => area!),
    )
  for (const [, name] of code.replaceAll(waited, '').matchAll(/\bimport\('([^']+)'\)/g)) add(name!, [])
  return found
}

/** The areas that are surely there when a module is: those that every way to it has waited for. */
function areasByModule(): Map<string, ReadonlySet<string>> {
  const arrows = new Map(files.map((path) => [path, arrowsOf(path)]))
  const main = join(folder, 'main.tsx')
  const there = new Map<string, ReadonlySet<string>>([[main, new Set()]])
  const changed = [main]
  for (const path of changed)
    for (const { to, brings } of arrows.get(path) ?? []) {
      const coming = new Set([...there.get(path)!, ...brings])
      const before = there.get(to)
      const now = before ? new Set([...before].filter((area) => coming.has(area))) : coming
      if (before?.size === now.size) continue
      there.set(to, now)
      changed.push(to)
    }
  return there
}

test('a feature that shows texts of an area is imported together with them', () => {
  const later = ids.filter((id) => partOf(id) !== 'first')
  const missing = [...areasByModule()].flatMap(([path, there]) => {
    const code = readFileSync(path, 'utf8')
    // Put together from names: `members.state.${…}`.
    const begun = [...code.matchAll(/`([a-z_]+)\.[a-z_.]*\$\{/g)].map(([, begin]) => `${begin}.`)
    return [...later.filter((id) => code.includes(`'${id}'`)), ...begun]
      .filter((id) => partOf(id) !== 'first' && !there.has(partOf(id)))
      .map((id) => `${path.slice(folder.length + 1)} shows ${id}, which is in the area ${partOf(id)}`)
  })
  expect(missing).toEqual([])
})

test('every text is in one part', () => {
  const parts = new Set(ids.map(partOf))
  expect(partOf('leads.new')).toBe('first')
  expect([...parts].filter((part) => part !== 'first' && !(part in AREAS))).toEqual([])
  const begins = Object.values(AREAS).flat() as string[]
  expect(new Set(begins).size).toBe(begins.length)
  expect(begins.filter((begin) => begin.includes('.'))).toEqual([])
  const area: Area = 'settings'
  expect(partOf(`${AREAS[area][0]}.x`)).toBe(area)
})
