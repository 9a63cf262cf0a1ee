// What must hold in the house and an import graph cannot see. The graph itself: `.dependency-cruiser.mjs`.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { files, places } from './tree.ts'

const isTest = /\.test\.tsx?$/
const source = (...globs: string[]) => files(...globs).filter(({ path }) => !isTest.test(path))
const modules = source('server/src/modules/*/**/*.ts')
const queries = modules.filter(({ path }) => /queries(\/|\.ts$)/.test(path))
const outsideQueries = modules.filter((file) => !queries.includes(file))
// Identity lives in schema `platform`, where better-auth has an `accounts` of its own.
const platform = source('server/src/platform/**/*.ts').filter(({ path }) => !path.includes('/platform/auth/'))
const sliceOf = (path: string) => path.split('/')[3]!

/** Tables of the tenants, by migration. */
const tables = [
  ...new Set(
    files('server/migrations/tenant/*.sql').flatMap(({ text }) =>
      [...text.matchAll(/^create table (\w+)/gim)].map(([, table]) => table!),
    ),
  ),
]
/** Tables whose owner is not the module of their name. */
const OWNER: Record<string, string> = {
  duplicate_names: 'duplicates',
  duplicate_pairs: 'duplicates',
  file_leftovers: 'files',
  custom_fields: 'fields',
  events: 'platform',
  idempotency_keys: 'platform',
  import_faults: 'imports',
  import_files: 'imports',
  import_links: 'imports',
  import_mappings: 'imports',
  import_rows: 'imports',
  invitations: 'members',
  jobs: 'platform',
  pipelines: 'opportunities',
  saved_views: 'views',
  stages: 'opportunities',
  teams: 'members',
  travel_documents: 'contacts',
}
/** Rows belong to whoever owns their key. */
const SHARED = new Set(['settings'])
const ownerOf = (table: string) => OWNER[table] ?? table

test('modules speak SQL in their queries only', () => {
  const sql = /\b(?:selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(|\bsql(?:<[^`]*>)?`/
  assert.deepEqual(places(outsideQueries, sql), [])
})

test('any module may read a table, only its owner writes it', () => {
  const write =
    /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\('(\w+)|\b(?:insert into|update|delete from|merge into) (\w+) ?(?:\(|set|as|using|where|`)/gi
  const strays = queries.flatMap(({ path, text }) =>
    [...text.matchAll(write)]
      .map(([, built, raw]) => built ?? raw!)
      .filter((table) => tables.includes(table) && !SHARED.has(table) && ownerOf(table) !== sliceOf(path))
      .map((table) => `${path} writes ${table}`),
  )
  assert.deepEqual(strays, [])
})

test('the platform names no table of a module', () => {
  // People and settings are ground; the log tells an activity with what was said.
  const ground = ['platform', 'members', 'settings', 'activities']
  const ofModules = tables.filter((table) => !ground.includes(ownerOf(table)))
  const named = new RegExp(
    `\\b(?:selectFrom|insertInto|updateTable|deleteFrom|(?:inner|left)Join)\\('(?:${ofModules.join('|')})\\b` +
      `|\`[^\`]*\\b(?:from|join|into|update) (?:${ofModules.join('|')})\\b`,
    'i',
  )
  assert.deepEqual(places(platform, named), [])
})

test('every module is listed in app.ts, and binds its operations in routes.ts alone', () => {
  const app = files('server/src/app.ts')[0]!.text
  const names = new Set(modules.map(({ path }) => sliceOf(path)))
  const inside = outsideQueries.filter(({ path }) => !path.endsWith('/routes.ts'))
  assert.deepEqual(
    [
      ...[...names].filter((name) => !app.includes(`#modules/${name}/`)),
      ...places(inside, /\b(?:publicRoute|route)\(/),
    ],
    [],
  )
})

test('the folder of a module says in a few lines what it is', () => {
  const told = files('server/src/modules/*/README.md').map(({ path }) => sliceOf(path))
  const silent = [...new Set(modules.map(({ path }) => sliceOf(path)))].filter((name) => !told.includes(name))
  assert.deepEqual(silent, [])
})

test('migrations are numbered without a gap and can be taken back', () => {
  for (const place of ['platform', 'tenant']) {
    const names = files(`server/migrations/${place}/*.sql`).map(({ path }) => path.split('/').at(-1)!)
    const ups = names.filter((name) => !name.endsWith('.down.sql')).toSorted()
    const numbers = ups.map((name) => name.slice(0, 5))
    assert.deepEqual(
      numbers,
      ups.map((_, index) => `${String(index + 1).padStart(4, '0')}_`),
    )
    const downs = names.filter((name) => name.endsWith('.down.sql')).toSorted()
    assert.deepEqual(
      downs,
      ups.map((name) => name.replace('.sql', '.down.sql')),
    )
  }
})

test('tenant migrations stay portable: no other schema, no trigger, one change per ALTER', () => {
  const migrations = files('server/migrations/tenant/*.sql').map(({ path, text }) => ({
    path,
    text: text.replace(/--.*$/gm, ''),
  }))
  const bound = /\breferences (?:platform|public)\.\w+|\bcreate (?:or replace )?trigger\b/i
  const several = /\balter table[^;]*,\s*(?:add|drop|alter|rename)\b[^;]*;/i
  assert.deepEqual([...places(migrations, bound), ...places(migrations, several)], [])
})

test('contracts can be encoded as well as decoded', () => {
  assert.deepEqual(places(source('contracts/src/**/*.ts'), /\.transform\(|z\.preprocess\(|\.default\(|\.catch\(/), [])
})

test('zod is imported whole: named, it brings every locale', () => {
  const typescript = files('**/*.{ts,tsx}')
  assert.deepEqual(places(typescript, /^import (?!(?:type )?\* as z )[^'\n]*from 'zod'/m), [])
})

test('there are no barrels', () => {
  const typescript = source('{contracts,server,web}/src/**/*.{ts,tsx}')
  // A service may pass on by name what its own queries answer: it is the facade of its slice.
  const inner = typescript.filter(({ path }) => !path.endsWith('/service.ts'))
  const named = places(inner, /^export (?:type )?\{[^}]*\} from/m)
  assert.deepEqual([...places(typescript, /^export (?:type )?\* from/m), ...named], [])
})

test('web styles follow the reading direction', () => {
  const side = String.raw`(?:[mp][lr]|left|right|border-[lr]|rounded-(?:[lr]|[tb][lr])|scroll-[mp][lr])`
  const classes = new RegExp(
    String.raw`(?<=['"\x60\s:!-])(?:${side}-(?:\[|\d|px\b|auto\b|full\b|none\b|sm\b|md\b|lg\b|xl\b)|(?:text|float|clear|origin)-(?:left|right)\b)[\w.[\]/%-]*`,
  )
  const properties =
    /^\s*(?:(?:margin|padding|border)-(?:left|right)(?:-\w+)?|left|right|float)\s*:.*|^\s*text-align:\s*(?:left|right).*/m
  assert.deepEqual(
    [...places(source('web/src/**/*.tsx'), classes), ...places(files('web/src/**/*.css'), properties)],
    [],
  )
})

test('files stay short', (t) => {
  // A declaration of data may be long: locales, generated types, the demo's texts.
  const long = source('{contracts,server,web,e2e,bench,scripts}/**/*.{ts,tsx}')
    .filter(({ path }) => !/locales\/|types\.ts$|\.gen\.|\/demo\//.test(path))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > 250)
  for (const { path, lines } of long) t.diagnostic(`${path} has ${lines} lines: are two things living in one room?`)
  assert.deepEqual(
    long.filter(({ lines }) => lines > 400),
    [],
  )
})
