import { readFileSync } from 'node:fs'
import { FAMILIES } from './families.ts'

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

const pages = FAMILIES.filter(({ name }) => name !== 'shell')
let closures: { name: string; modules: Set<string> }[] | undefined

/** Names what is in exactly so many pages by those pages: nothing comes that a page does without. */
const shared =
  (many: number): Naming =>
  (module, graph) => {
    closures ??= pages.map(({ name, modules }) => ({ name, modules: closure(modules, graph) }))
    const names = closures.filter(({ modules }) => modules.has(module)).map(({ name }) => name)
    if (names.length !== many) return null
    return many === pages.length ? 'house' : names.join('-')
  }

/**
 * Few files compress better than many: what the same pages have is one. What more pages have is taken first, for a part
 * takes along what it imports; and the way in does without all of it.
 */
export const PARTS = [
  { debugName: 'door', name: part('door', ['main.tsx', 'app/login-page.tsx']), priority: pages.length + 1 },
  ...pages.map((_, at) => ({ debugName: `of ${at + 1} pages`, name: shared(at + 1), priority: at + 1 })),
]
