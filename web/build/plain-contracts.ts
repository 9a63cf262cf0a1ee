import { parseSync, type Plugin } from 'vite'

/** What the app calls an operation by. Its schemas, rights and words are the server's. */
const CALLED_BY = ['method', 'path']
/** What of a kind of record only bodies and answers need, and the makers of their schemas (`resource.ts`). */
const OF_BODIES = ['required_any', 'extra_input', 'item', 'row', 'create', 'update']

interface Node {
  type: string
  start: number
  end: number
  [key: string]: unknown
}
interface Edit {
  start: number
  end: number
  text: string
}

/**
 * Leaves out of the contracts what no page reads: of an operation everything but how it is called, of a kind of record the
 * schemas of its bodies and answers. And what is left is
 * declared free of effects, so that schemas which nobody names any more go too, with the contracts they were made of.
 */
export const plainContracts = (): Plugin => ({
  name: 'rihla-plain-contracts',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: /\/contracts\/src\/\w+\.ts$/ },
    handler: (code, id) => ({ code: plain(code, id), map: null, moduleSideEffects: false }),
  },
})

/** A contract as the browser has it. */
export function plain(code: string, file = 'contract.ts'): string {
  const program = parseSync(file, code).program as unknown as Node
  const edits: Edit[] = []
  const cut = (start: number, end: number, text = '') => edits.push({ start, end, text })
  const spread = new Set<string>()
  visit(program, (node) => {
    const given = operationOf(node)
    for (const part of given ? parts(given) : [])
      if (part.type === 'SpreadElement') spread.add(String((part['argument'] as Node)['name']))
  })
  /** Takes properties out of an object; what is left of it is read on. */
  const strip = (object: Node, goes: (name: string) => boolean) => {
    const all = parts(object)
    return all.filter((part, at) => {
      const gone = part.type === 'Property' && goes(String((part['key'] as Node)['name']))
      if (gone) cut(part.start, all[at + 1]?.start ?? object.end - 1)
      return !gone
    })
  }
  const uncalled = (name: string) => !CALLED_BY.includes(name)
  visit(program, (node) => {
    const given = operationOf(node)
    if (given) {
      cut(node.start, given.start, '(')
      return strip(given, uncalled)
    }
    const kind = callOf(node, 'resource') ?? callOf(node, 'onceAsked')
    if (kind) return strip(kind, (name) => OF_BODIES.includes(name))
    if (node.type !== 'VariableDeclarator' || !node['init']) return true
    const value = bare(node['init'] as Node)
    if (/^(Call|Object|Member)Expression$/.test(value.type)) {
      cut(value.start, value.start, '/* @__PURE__ */ (() => (')
      // Before what closes inside it: the edits are made from the end.
      edits.unshift({ start: value.end, end: value.end, text: '))()' })
    }
    const common = value.type === 'ObjectExpression' && spread.has(String((node['id'] as Node)['name']))
    return common ? strip(value, uncalled) : true
  })
  const left = edits
    .map((edit, at) => ({ ...edit, at }))
    .toSorted((a, b) => b.start - a.start || a.at - b.at)
    .reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), code)
  return withoutIdleImports(left)
}

/** Without the imports of which nothing is left to name: else a contract brings along those that only its bodies hold. */
function withoutIdleImports(code: string): string {
  const declaration = /^import \{([^}]*)\} from '\.[^']*'\n/gm
  const rest = code.replace(declaration, '')
  return code.replace(declaration, (whole, names: string) => {
    const given = names.split(',').map((name) =>
      name
        .trim()
        .replace(/^type /, '')
        .split(' as ')
        .at(-1)!,
    )
    return given.some((name) => name && new RegExp(`\\b${name}\\b`).test(rest.replace(/^export type .*/gm, '')))
      ? whole
      : ''
  })
}

const parts = (object: Node) => object['properties'] as Node[]
const bare = (node: Node): Node =>
  node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression' ? bare(node['expression'] as Node) : node

/** The object that a call of this function is given. */
function callOf(node: Node, name: string): Node | null {
  if (node.type !== 'CallExpression' || (node['callee'] as Node)['name'] !== name) return null
  const [given] = node['arguments'] as Node[]
  return given?.type === 'ObjectExpression' ? given : null
}
const operationOf = (node: Node) => callOf(node, 'operation')

/** Goes through a tree; what `see` answers are the only children to go on with, true means all. */
function visit(node: Node, see: (node: Node) => true | Node[] | void): void {
  const on = see(node)
  const children = Array.isArray(on) ? on : Object.values(node).flat()
  for (const child of children) if (child && typeof child === 'object' && 'type' in child) visit(child as Node, see)
}
