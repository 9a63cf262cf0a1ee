import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { matchesGlob, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

export interface SourceFile {
  /** From the root of the project, with `/`. */
  path: string
  text: string
}

// Tracked files and those about to be; what .gitignore names is nobody's source.
const paths = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root })
  .toString()
  .split('\0')
  .filter((path) => path && existsSync(`${root}/${path}`))

const texts = new Map<string, string>()

/** The project's own files that match one of the globs, with their text. */
export function files(...globs: string[]): SourceFile[] {
  return [...new Set(paths)]
    .filter((path) => globs.some((glob) => matchesGlob(path, glob)))
    .map((path) => {
      if (!texts.has(path)) texts.set(path, readFileSync(`${root}/${path}`, 'utf8'))
      return { path, text: texts.get(path)! }
    })
}

/** `path:line: text` of every place in `among` that the pattern finds, for messages. */
export function places(among: SourceFile[], pattern: RegExp): string[] {
  const global = new RegExp(pattern.source, [...new Set(`${pattern.flags}g`)].join(''))
  return among.flatMap(({ path, text }) =>
    [...text.matchAll(global)].map((match) => {
      const line = text.slice(0, match.index).split('\n').length
      return `${path}:${line}: ${match[0].trim()}`
    }),
  )
}
