// What must hold for the project as others receive it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CONFIG_VARIABLES } from '#platform/configVariables.ts'
import { files, places, root } from './tree.ts'

const text = (path: string) => {
  const [file] = files(path)
  assert.ok(file, `${path} is missing`)
  return file.text
}

test('nothing names a folder of one machine or the host of a registry', () => {
  const folders = new RegExp(String.raw`(?<![\w.@-])/(?:home|root|Users|work|mnt)/[\w.-]+`)
  const hosts = /registry\.(?:npmjs|yarnpkg)\.\w+|npmmirror|\bnexus\.|artifactory/
  const written = files('**/*', '*', '.*', '.*/**').filter(({ path }) => path !== 'server/test/project.test.ts')
  assert.deepEqual(places(written, folders), [])
  assert.deepEqual(places(written, hosts), [])
  assert.deepEqual(places([{ path: 'paths', text: written.map(({ text }) => text).join('\n') }], escaped(root)), [])
})

test('what is kept is text', () => {
  const binary = files('**/*', '*', '.*', '.*/**').filter((file) => file.text.includes('\0'))
  assert.deepEqual(
    binary.map(({ path }) => path),
    [],
  )
})

test('the lock file names no registry and serves x64 and arm64', () => {
  const { packages } = JSON.parse(text('package-lock.json')) as {
    packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string> }>
  }
  assert.deepEqual(
    Object.values(packages).filter(({ resolved }) => resolved && /^\w+:/.test(resolved)),
    [],
  )
  const native = Object.keys(packages).filter((path) => /linux-x64(-gnu)?$/.test(path))
  const lonely = native.filter((path) => !(path.replace('linux-x64', 'linux-arm64') in packages))
  assert.deepEqual(lonely, [])
  // Platforms that the registry lacks make `npm ci` fail: every optional package that is named is there.
  const named = Object.values(packages).flatMap((one) => Object.keys(one.optionalDependencies ?? {}))
  assert.deepEqual(
    named.filter((name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`))),
    [],
  )
})

test('README.md and .env.example tell every variable, with its default', () => {
  const rows = [...text('README.md').matchAll(/^\| `([A-Z][A-Z0-9_]*)` +\| ([^|]*)\|/gm)].map(([, name, fallback]) => [
    name,
    fallback!.trim().replaceAll('`', ''),
  ])
  assert.deepEqual(
    rows,
    CONFIG_VARIABLES.map(([name, fallback]) => [name, fallback]),
  )
  const example = [...text('.env.example').matchAll(/^#? ?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name)
  assert.deepEqual(
    example,
    CONFIG_VARIABLES.map(([name]) => name),
  )
})

test('links between the pages lead somewhere', () => {
  const pages = files('*.md', 'docs/**/*.md', 'server/**/*.md')
  const dead = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
      .map(([, target]) => new URL(target!, `file:///${path}`).pathname.slice(1))
      .filter((target) => files(target, `${target}/**`).length === 0)
      .map((target) => `${path} → ${target}`),
  )
  assert.deepEqual(dead, [])
})

test('every decision has its page, and the index knows it', () => {
  const pages = files('docs/adr/[0-9]*.md').map(({ path }) => path.split('/').at(-1)!)
  const index = text('docs/adr/README.md')
  assert.ok(pages.length > 0)
  assert.deepEqual(
    pages.filter((page) => !index.includes(`(${page})`)),
    [],
  )
})

function escaped(literal: string): RegExp {
  return new RegExp(literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
}
