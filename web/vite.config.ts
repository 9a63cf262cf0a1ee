import { compileMessage } from '@lingui/message-utils/compileMessage'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import type { Plugin } from 'vite'

/** Compiles the messages of a catalogue when it is built, so that the ICU parser never reaches the browser. */
function catalogues(): Plugin {
  return {
    name: 'rihla-catalogues',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/locales\/\w+\.json$/.test(id)) return
      const compiled = Object.entries(JSON.parse(code) as Record<string, string>).map(([key, message]) => [
        key,
        compileMessage(message),
      ])
      return { code: JSON.stringify(Object.fromEntries(compiled)), map: null }
    },
  }
}

const HOUSE = ['app/router.tsx', 'app/shell/shell.tsx']

interface Graph {
  getModuleInfo: (id: string) => { importedIds: readonly string[] } | null
}

/** Names a part of the build: all that some modules of ours import, and what that imports. */
function reached(name: string, modules: string[]) {
  let found: Set<string> | undefined
  // They name everything they have; a page takes little of it.
  const shops = /radix-ui\/dist\/index|lucide-react\/dist\/esm\/lucide-react/
  return (module: string, graph: Graph) => {
    if (!found) {
      found = new Set(modules.map((path) => `${import.meta.dirname}/src/${path}`))
      // A set hands out what is added to it while it is read.
      for (const one of found)
        if (!shops.test(one)) graph.getModuleInfo(one)?.importedIds.forEach((id) => found!.add(id))
    }
    return found.has(module) ? name : null
  }
}

export default defineConfig({
  plugins: [catalogues(), tailwindcss(), react()],
  resolve: { alias: [{ find: /^zod$/, replacement: `${import.meta.dirname}/src/lib/zod.ts` }] },
  build: {
    target: 'es2022',
    // data: addresses would need holes in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Few files compress better than many. What all pages of a tenant share is one; the way in does without it.
          groups: [
            { debugName: 'door', name: reached('door', ['main.tsx', 'app/login-page.tsx']), priority: 2 },
            {
              debugName: 'house',
              name: reached('house', HOUSE),
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': process.env['API_URL'] ?? 'http://localhost:8006' },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
  },
})
