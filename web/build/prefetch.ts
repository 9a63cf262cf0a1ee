import { readFileSync } from 'node:fs'
import { authEndpoints } from '@rihla/contracts/authEndpoints.ts'
import { LANGUAGES } from '@rihla/contracts/languages.ts'
import { minify, type Plugin, type Rolldown, transformWithOxc } from 'vite'
import type { PrefetchPlan } from '../src/prefetch.ts'
import { PREFETCH_ROUTES } from './prefetch-routes.ts'
import { textsModule } from './texts.ts'

type Chunks = ReadonlyMap<string, Rolldown.OutputChunk>
const SRC = `${import.meta.dirname}/../src`.replace('/build/..', '')

/** Paths of pages before signing in. */
export const SIGNED_OUT_PATHS = '^/(login|forgot|reset|join)(/|$)'
/** Parts of a list's address that only say how it is drawn. */
export const DRAWING = ['view', 'layout', 'cols', 'group', 'peek']

/**
 * Puts `prefetch` into the page, with the names that the files got: so an address asks for its session, its code and its
 * first rows all at once, and not one after the other.
 */
export const prefetching = (): Plugin => ({
  name: 'rihla-prefetch',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    async handler(html, { bundle }) {
      if (!bundle) return html
      const chunks = new Map(
        Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])),
      )
      const path = `${SRC}/prefetch.ts`
      const { code } = await transformWithOxc(readFileSync(path, 'utf8'), path, { target: 'es2022' })
      const call = `prefetch(${JSON.stringify(planOf(chunks, html))})`
      const script = await minify('prefetch.js', `(()=>{${code.replace('export function', 'function')};${call}})()`)
      const tag = `\n    <script>${script.code.trim().replaceAll('<', '\\x3C')}</script>`
      // By a function: the script is full of what a replacement text reads as its own signs.
      return html.replace(/(?=\n\s*<(?:script type="module"|link rel="stylesheet"))/, () => tag)
    },
  },
})

function planOf(chunks: Chunks, html: string): PrefetchPlan {
  const present = [...chunks.keys()].filter((name) => html.includes(`/${name}"`))
  /** A module's file and all that it imports, without what the page has anyway. */
  const filesOf = (modules: readonly string[]) => {
    const names = new Set(modules.map((module) => chunkOf(chunks, module)))
    // A set hands out what is added to it while it is read.
    for (const name of names) for (const one of chunks.get(name)!.imports) names.add(one)
    return [...names].filter((name) => !present.includes(name)).map((name) => `/${name}`)
  }
  return {
    languages: Object.fromEntries(LANGUAGES.map((one) => [one, filesOf([textsModule(one, 'first')])])),
    signedOutPaths: SIGNED_OUT_PATHS,
    refresh: authEndpoints.refresh.path,
    drawing: DRAWING,
    routes: PREFETCH_ROUTES.map(({ name: _, modules, ...route }) => ({
      ...route,
      files: filesOf(modules.map((module) => `${SRC}/${module}`)),
    })),
  }
}

/** The chunk that begins with a module, or into which it was drawn. */
function chunkOf(chunks: Chunks, path: string): string {
  const all = [...chunks.values()]
  const chunk = all.find((one) => one.facadeModuleId === path) ?? all.find((one) => path in one.modules)
  if (!chunk) throw new Error(`${path} is in no part of the build`)
  return chunk.fileName
}
