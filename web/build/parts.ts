import { readFileSync } from 'node:fs'
import { PREFETCH_ROUTES } from './prefetch-routes.ts'

interface Graph {
  getModuleInfo: (id: string) => { importedIds: readonly string[]; code: string | null } | null
}
const SRC = `${import.meta.dirname}/../src`.replace('/build/..', '')

/** Modules that name everything there is of a library; who imports them takes little of it. */
const SHOPS: Readonly<Record<string, { index: RegExp; ware: RegExp }>> = {
  'radix-ui': { index: /\/radix-ui\/dist\/index\.mjs$/, ware: /import \* as (\w+) from "([^"]+)"/g },
  'lucide-react': {
    index: /\/lucide-react\/dist\/esm\/lucide-react\.mjs$/,
    ware: /export \{ default as ([^}]+) \} from '\.([^']+)'/g,
  },
}

const shelves = new Map<string, Map<string, string>>()
/** Where each name of a shop comes from. */
function shelf(shop: string, index: string, graph: Graph): Map<string, string> {
  const known = shelves.get(shop)
  if (known) return known
  const ids = graph.getModuleInfo(index)?.importedIds ?? []
  const names = [...readFileSync(index, 'utf8').matchAll(SHOPS[shop]!.ware)].flatMap(([, all, path]) => {
    const id = ids.find((one) => one.endsWith(path!) || one.includes(`/${path}/`))
    return id ? all!.split(', default as ').map((name) => [name, id] as const) : []
  })
  const made = new Map(names)
  shelves.set(shop, made)
  return made
}

/** What a module imports: of a shop only what it names. */
function importsOf(module: string, graph: Graph): string[] {
  const info = graph.getModuleInfo(module)
  return (info?.importedIds ?? []).flatMap((id) => {
    const shop = Object.keys(SHOPS).find((name) => SHOPS[name]!.index.test(id))
    if (!shop) return [id]
    const [, names = ''] = new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*["']${shop}["']`).exec(info?.code ?? '') ?? []
    const wanted = names.split(',').map((name) => name.trim().split(/\s+as\s+/)[0]!)
    return wanted.flatMap((name) => shelf(shop, id, graph).get(name) ?? [])
  })
}

/** All that some modules of ours import, and what that imports. */
function closure(modules: readonly string[], graph: Graph): Set<string> {
  const found = new Set(modules.map((path) => `${SRC}/${path}`))
  // A set hands out what is added to it while it is read.
  for (const one of found) for (const id of importsOf(one, graph)) found.add(id)
  return found
}

type Naming = (module: string, graph: Graph) => string | null

/** Names a part of the build by the modules with which it begins. */
function part(name: string, modules: readonly string[]): Naming {
  let found: Set<string> | undefined
  return (module, graph) => ((found ??= closure(modules, graph)).has(module) ? name : null)
}

const pages = PREFETCH_ROUTES.filter(({ name }) => name !== 'shell')
let closures: { name: string; modules: Set<string> }[] | undefined

/** The pages that have a module. */
function pagesOf(module: string, graph: Graph): string[] {
  closures ??= pages.map(({ name, modules }) => ({ name, modules: closure(modules, graph) }))
  return closures.filter(({ modules }) => modules.has(module)).map(({ name }) => name)
}

/**
 * Pages that share what only they have. A file costs a request, on a slow machine more than a few modules that a page
 * of the group does without; what is in pages of several groups is the house's.
 */
const GROUPS: readonly { name: string; pages: readonly string[] }[] = [
  // Both draw rows, whose parts a record's page does without.
  { name: 'lists', pages: ['board', 'leads'] },
  { name: 'leads', pages: ['board', 'leads', 'lead', 'home'] },
  { name: 'people', pages: ['contacts', 'contact', 'accounts', 'account'] },
  { name: 'rows', pages: ['leads', 'contacts', 'accounts'] },
  { name: 'lists', pages: ['board', 'leads', 'contacts', 'accounts'] },
  { name: 'records', pages: ['lead', 'contact', 'account'] },
  { name: 'house', pages: pages.map(({ name }) => name) },
]
/** A part takes along what it imports, unless another took that before: what more pages have goes first. */
const FIRST = ['house', 'leads', 'lists', 'rows', 'records', 'people']

/** Of what a module is a part: of a page that has it alone, or of the first group that has all its pages. */
function partOf(module: string, graph: Graph): string | undefined {
  const names = pagesOf(module, graph)
  if (names.length < 2) return names[0] && `page-${names[0]}`
  return GROUPS.find((group) => names.every((name) => group.pages.includes(name)))!.name
}

const named =
  (name: string): Naming =>
  (module, graph) =>
    partOf(module, graph) === name ? name : null

/** Few files compress better than many, and come sooner; the way in does without all that is not its own. */
export const PARTS = [
  { debugName: 'auth', name: part('auth', ['main.tsx', 'app/login-page.tsx']), priority: 10 },
  ...FIRST.map((name, at) => ({ debugName: name, name: named(name), priority: 9 - at })),
  ...pages.map(({ name }) => ({ debugName: name, name: named(`page-${name}`), priority: 1 })),
]
