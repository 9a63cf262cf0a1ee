// Writes src/platform/db.types.ts from the catalogue of a freshly migrated database: `npm run db:types`.
// A `check (column in (…))` becomes a union, so a contract enum that disagrees stops compiling.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { roleLogins } from '#platform/roles.ts'
import { createTenant } from '#platform/tenants.ts'
import { prepareDatabase, SECRET } from '#test/prepare.ts'

export const DB_TYPES = fileURLToPath(new URL('../src/platform/db.types.ts', import.meta.url))

// As `driver.ts` parses them.
const TYPES: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  date: 'string',
  numeric: 'number',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  jsonb: 'Json',
  timestamptz: 'Time',
}

interface Column {
  schema: string
  table: string
  column: string
  type: string
  required: boolean
  generated: boolean
  defaulted: boolean
  check: string | null
}

const COLUMNS = `
  select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type, a.attnotnull as required,
         a.atthasdef as defaulted, a.attgenerated <> '' as generated, pg_get_constraintdef(k.oid) as check
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p', 'v')
    join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('platform', $1)
    join pg_type t on t.oid = a.atttypid
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
         and pg_get_constraintdef(k.oid) like '% = ANY %'
   where a.attnum > 0 and not a.attisdropped
   order by n.nspname = 'platform', c.relname, a.attnum`

function typeOf({ column, type, required, generated, defaulted, check }: Column): string {
  const union = check?.match(/'[^']*'(?=::text)/g)?.join(' | ')
  const one = union ?? TYPES[type.replace(/^_/, '')] ?? `never /* teach db-types about ${type} */`
  const whole = `${type.startsWith('_') ? `${one}[]` : one}${required ? '' : ' | null'}`
  return `${column}: ${generated ? `Computed<${whole}>` : defaulted ? `Generated<${whole}>` : whole}`
}

/** The text of db.types.ts: the tables of a tenant by their names, those of the platform as `platform.x`. */
export async function dbTypes(admin: pg.ClientConfig, schema: string): Promise<string> {
  const client = new pg.Client(admin)
  await client.connect()
  const { rows } = await client.query<Column>(COLUMNS, [schema]).finally(() => client.end())
  const tables = Object.groupBy(rows, (row) => (row.schema === 'platform' ? `'platform.${row.table}'` : row.table))
  const body = Object.entries(tables).map(([table, columns]) => `${table}: {\n${columns!.map(typeOf).join('\n')}\n}\n`)
  return format(`// Written by scripts/db-types.ts from the migrated database. Change a migration, not this file.
import type { ColumnType } from 'kysely'

/** A column with a default. */
type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type Time = ColumnType<Date, Date | string>
type Json = ColumnType<unknown, string>
${body.some((table) => table.includes('Computed<')) ? '/** A column that PostgreSQL computes. */\ntype Computed<T> = ColumnType<T, never, never>\n' : ''}
export interface DB {\n${body.join('')}}
`)
}

function format(text: string): string {
  const program = fileURLToPath(new URL('../../node_modules/.bin/oxfmt', import.meta.url))
  return execFileSync(program, ['--stdin-filepath', 'types.ts'], { input: text, encoding: 'utf8' })
}

if (import.meta.main) {
  const { admin, remove } = await prepareDatabase()
  const { schema } = await createTenant(roleLogins(admin, SECRET), { slug: 'types', name: 'Types' })
  writeFileSync(DB_TYPES, await dbTypes(admin, schema))
  await remove()
}
