import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plain } from '../build/plain-contracts.ts'

const contracts = join(import.meta.dirname, '../../contracts/src')
const files = globSync('*.ts', { cwd: contracts })
const CUT = 'id|summary|permission|params|query|body|answer|status|resource|nested|aliases|secret|upload'

describe('contracts as the browser has them', () => {
  it('keep how an operation is called, and nothing else of it', () => {
    const code = `const one = { path: '/x/{id}', params: P, resource } as const
export const things = {
  find: operation({ ...one, id: 'things.find', method: 'GET', summary: 'Find, (it)', answer: z.object({ id: Id }) }),
}`
    const left = plain(code).replace(/\s+/g, ' ')
    expect(left).toContain("find: ({ ...one, method: 'GET', })")
    expect(left).toContain("({ path: '/x/{id}', })")
    expect(left).not.toMatch(/Find|answer|params/)
  })

  it('keep fields and choices of a kind of record', () => {
    const left = plain(`export const r = resource({ name: 'r', extra_input: { notes: N }, fields: { a: text(1) } })`)
    expect(left).toContain("resource({ name: 'r', fields: { a: text(1) } })")
    expect(left).not.toContain('notes')
  })

  it('can all be read', () => {
    for (const file of files) expect(() => plain(readFileSync(join(contracts, file), 'utf8'), file)).not.toThrow()
  })

  it('are asked for nothing that they have not', () => {
    const pages = globSync('**/*.{ts,tsx}', { cwd: import.meta.dirname }).filter((file) => !/\.test\.tsx?$/.test(file))
    const found = pages.flatMap((file) => {
      const code = readFileSync(join(import.meta.dirname, file), 'utf8')
      const named = [...code.matchAll(/^import \{([^}]*)\} from '@rihla\/contracts/gm)].flatMap(([, all]) =>
        all!.split(',').map((name) => name.trim()),
      )
      const sets = [...named.filter((name) => /^[a-z]\w*$/.test(name)), 'operations'].join('|')
      const asked = new RegExp(`\\b(?:${sets})\\.\\w+\\.(?:${CUT})\\b|\\bop(?:eration)?\\.(?:${CUT})\\b`).exec(code)
      const whole = /\b(?:\w+Resource|resource)\.(?:item|row|create|update)\b/.exec(code)
      // Fields of a resource have schemas of their own.
      return [asked?.[0].includes('Resource.') ? null : asked?.[0], whole?.[0]].flatMap((what) =>
        what ? [`${file}: ${what}`] : [],
      )
    })
    expect(found).toEqual([])
  })
})
