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

export default defineConfig({
  plugins: [catalogues(), tailwindcss(), react()],
  resolve: { alias: [{ find: /^zod$/, replacement: `${import.meta.dirname}/src/lib/zod.ts` }] },
  build: {
    target: 'es2022',
    // data: addresses would need holes in the content security policy.
    assetsInlineLimit: 0,
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
