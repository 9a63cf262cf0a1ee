// What a browser loads to show each page the first time, gzipped, against the bars it must stay under. Counts what the
// page imports, not what it asks for later. The texts of a language come besides, and have a bar of their own.
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { LANGUAGES } from '../contracts/src/languages.ts'
import { PREFETCH_ROUTES, SHELL } from '../web/build/prefetch-routes.ts'
import { textsModule } from '../web/build/texts.ts'
import { PARTS } from '../web/src/locales/areas.ts'
import { root } from './run.ts'

/** The modules of a page besides the entry: what `prefetch` fetches for its address. */
const modulesOf = (name: string) => PREFETCH_ROUTES.find((route) => route.name === name)!.modules
/** Kilobytes of script that a page may have. */
const PAGES: Record<string, { most: number; modules: readonly string[] }> = {
  'sign-in': { most: 150, modules: ['app/login-page.tsx'] },
  home: { most: 215, modules: modulesOf('home') },
  list: { most: 250, modules: modulesOf('leads') },
  board: { most: 235, modules: modulesOf('board') },
  record: { most: 240, modules: modulesOf('lead') },
  contacts: { most: 250, modules: modulesOf('contacts') },
  contact: { most: 240, modules: modulesOf('contact') },
  accounts: { most: 250, modules: modulesOf('accounts') },
  account: { most: 240, modules: modulesOf('account') },
}
const MOST_LAZY = 130
const MOST_TEXTS = 15
const MOST_CSS = 30
const MOST_FONTS = 50

process.env['NODE_ENV'] = 'production'
const built = (await build({
  root: `${root}/web`,
  logLevel: 'error',
  build: { write: false },
})) as Rolldown.RolldownOutput
const chunks = new Map(built.output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])))
const assets = built.output.filter((file) => file.type === 'asset')

/** A chunk and all that it imports, imports of imports too. */
function closure(names: Iterable<string>, into = new Set<string>()): Set<string> {
  for (const name of names)
    if (!into.has(name)) {
      into.add(name)
      closure(chunks.get(name)!.imports, into)
    }
  return into
}

/** The chunk that begins with a module, or into which it was drawn. */
function chunkOf(module: string): string {
  return chunkAt(`${root}/web/src/${module}`)
}

function chunkAt(path: string): string {
  const all = [...chunks.values()]
  const chunk = all.find((one) => one.facadeModuleId === path) ?? all.find((one) => path in one.modules)
  if (!chunk) throw new Error(`${path} is in no chunk`)
  return chunk.fileName
}

const size = (content: string | Uint8Array) => gzipSync(content, { level: 9 }).length / 1000
const weigh = (names: Iterable<string>) => [...names].reduce((sum, name) => sum + size(chunks.get(name)!.code), 0)

const entry = [...chunks.values()].find(({ isEntry }) => isEntry)!.fileName
const shell = closure([entry, ...SHELL.map(chunkOf)])

const figures: { what: string; kilobytes: number; most: number }[] = []
for (const [page, { most, modules }] of Object.entries(PAGES))
  figures.push({ what: page, kilobytes: weigh(closure([entry, ...modules.map(chunkOf)])), most })

for (const part of PARTS) {
  const languages = LANGUAGES.map((language) => weigh([chunkAt(textsModule(language, part))]))
  figures.push({
    what: `texts, ${part}, in the wordiest language`,
    kilobytes: Math.max(...languages),
    most: MOST_TEXTS,
  })
}

const lazy = [...chunks.values()]
  .filter(({ isDynamicEntry }) => isDynamicEntry)
  .map(({ name, fileName }) => ({ name, weight: weigh([...closure([fileName])].filter((one) => !shell.has(one))) }))
  .toSorted((a, b) => b.weight - a.weight)[0]!
figures.push({ what: `heaviest lazy part (${lazy.name})`, kilobytes: lazy.weight, most: MOST_LAZY })

const css = assets.filter(({ fileName }) => fileName.endsWith('.css'))
figures.push({ what: 'styles', kilobytes: css.reduce((sum, { source }) => sum + size(source), 0), most: MOST_CSS })
// Those that the page asks for before it knows its text; woff2 is compressed already.
const page = String(assets.find(({ fileName }) => fileName === 'index.html')!.source)
const fonts = assets.filter(({ fileName }) => fileName.endsWith('.woff2') && page.includes(fileName))
const weight = fonts.reduce((sum, { source }) => sum + source.length / 1000, 0)
figures.push({ what: 'Latin fonts', kilobytes: weight, most: MOST_FONTS })

for (const { what, kilobytes, most } of figures)
  console.log(`${kilobytes > most ? '✗' : '✓'} ${what.padEnd(40)} ${kilobytes.toFixed(1).padStart(6)} kB of ${most}`)
process.exitCode = figures.some(({ kilobytes, most }) => kilobytes > most) ? 1 : 0
