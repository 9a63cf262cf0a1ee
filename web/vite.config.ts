import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { beginning } from './build/beginning.ts'
import { compressed } from './build/compressed.ts'
import { FAMILIES } from './build/families.ts'
import { plainContracts } from './build/plain-contracts.ts'
import { texts } from './build/texts.ts'

interface Graph {
  getModuleInfo: (id: string) => { importedIds: readonly string[] } | null
}

/** All that some modules of ours import, and what that imports. */
function closure(modules: string[], graph: Graph): Set<string> {
  // They name everything they have; a page takes little of it.
  const shops = /radix-ui\/dist\/index|lucide-react\/dist\/esm\/lucide-react/
  const found = new Set(modules.map((path) => `${import.meta.dirname}/src/${path}`))
  // A set hands out what is added to it while it is read.
  for (const one of found) if (!shops.test(one)) graph.getModuleInfo(one)?.importedIds.forEach((id) => found.add(id))
  return found
}

/** Names a part of the build by what belongs to it. */
function part(name: string, members: (graph: Graph) => Set<string>) {
  let found: Set<string> | undefined
  return (module: string, graph: Graph) => ((found ??= members(graph)).has(module) ? name : null)
}

/** The frame of a tenant's pages, and what every one of them needs besides. */
function house(graph: Graph): Set<string> {
  const pages = FAMILIES.filter(({ name }) => name !== 'shell').map(({ modules }) => closure([...modules], graph))
  const [first, ...rest] = pages
  return new Set([...first!].filter((module) => rest.every((page) => page.has(module))))
}

export default defineConfig({
  plugins: [plainContracts(), texts(), tailwindcss(), react(), beginning(), compressed()],
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
            {
              debugName: 'door',
              name: part('door', (graph) => closure(['main.tsx', 'app/login-page.tsx'], graph)),
              priority: 2,
            },
            { debugName: 'house', name: part('house', house), priority: 1 },
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
