import type { Plugin } from 'vite'

/** Leaves out of the contracts what only the API's own description says: no page shows it. */
export const plainContracts = (): Plugin => ({
  name: 'rihla-plain-contracts',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: /\/contracts\/src\/\w+\.ts$/ },
    handler: (code) => ({ code: code.replace(/\bsummary: (?:'[^'\n]*'|"[^"\n]*"|`[^`\n]*`),?/g, ''), map: null }),
  },
})
