import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { prefetching } from './build/prefetch.ts'
import { compressed } from './build/compressed.ts'
import { PARTS } from './build/parts.ts'
import { plainContracts } from './build/plain-contracts.ts'
import { texts } from './build/texts.ts'

export default defineConfig({
  plugins: [plainContracts(), texts(), tailwindcss(), react(), prefetching(), compressed()],
  resolve: { alias: [{ find: /^zod$/, replacement: `${import.meta.dirname}/src/lib/zod.ts` }] },
  build: {
    target: 'es2022',
    // data: addresses would need holes in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: PARTS } } },
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
