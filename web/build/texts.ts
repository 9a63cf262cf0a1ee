import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { LANGUAGES, type Language } from '@rihla/contracts/languages.ts'
import type { Plugin } from 'vite'
import { type Part, PARTS, partOf } from '../src/locales/areas.ts'

const folder = join(import.meta.dirname, '../src/locales')
const NAME = /^\0rihla-texts\/(\w+)-(\w+)$/

/** The module that a part of a language is. */
export const textsModule = (language: Language, part: Part): string => `\0rihla-texts/${language}-${part}`

/**
 * Cuts the catalogues into the part of the first page and those that come with a feature, and compiles their messages, so
 * that the ICU parser never reaches the browser.
 */
export function texts(): Plugin {
  const table = () =>
    LANGUAGES.map((language) => {
      const parts = PARTS.map((part) => `${part}: () => import('rihla-texts/${language}-${part}')`)
      return `${language}: { ${parts.join(', ')} }`
    })
  return {
    name: 'rihla-texts',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith('rihla-texts/') ? `\0${id}` : null),
    load(id) {
      if (id === join(folder, 'texts.ts')) return `export const texts = { ${table().join(', ')} }`
      const [, language, part] = NAME.exec(id) ?? []
      if (!language) return null
      const path = join(folder, `${language}.json`)
      this.addWatchFile(path)
      const messages = Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>)
      const compiled = messages.flatMap(([key, text]) => (partOf(key) === part ? [[key, compileMessage(text)]] : []))
      // Read faster as JSON than as a program.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(compiled)))})`
    },
  }
}
