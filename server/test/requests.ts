import fc from 'fast-check'

type Schema = Record<string, any>
type Schemas = Record<string, Schema>

/** Values that break what is written without thinking of them. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom<unknown>(
    '',
    ' ',
    null,
    '\0',
    '\ud800',
    '%',
    "' or 1=1 --",
    '${7*7}',
    '../../etc/passwd',
    '<script>',
    -1,
    0,
    1.5,
    2 ** 31,
    2 ** 53,
    1e300,
    -1e300,
    'NaN',
    '1e400',
    '0x10',
    true,
    [],
    {},
    [null],
    { toString: 1 },
    'x'.repeat(5000),
    '2026-02-30',
    '9999-12-31T23:59:59Z',
    '+275760-09-13T00:00:00.000Z',
    'today',
    '-99999d',
    'constructor',
    '__proto__',
    'me',
    '~',
  ),
)
const mostly = <T>(value: fc.Arbitrary<T>, weight = 7): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: value as fc.Arbitrary<unknown>, weight }, { arbitrary: odd, weight: 1 })

/** Values that a JSON schema describes, and now and then one that it does not. `ids` are of real records. */
export function valuesOf(
  schema: Schema,
  schemas: Schemas,
  ids: fc.Arbitrary<string>,
  depth = 0,
): fc.Arbitrary<unknown> {
  const of = (inner: Schema) => valuesOf(inner, schemas, ids, depth + 1)
  if (schema.$ref) return of(schemas[String(schema.$ref).split('/').at(-1)!] ?? {})
  const choices: Schema[] | undefined = schema.anyOf ?? schema.oneOf
  if (choices) return mostly(fc.oneof(...choices.map(of)), 15)
  if (schema.enum) return mostly(fc.constantFrom(...schema.enum), 10)
  if ('const' in schema) return fc.constant(schema.const)
  switch (schema.type) {
    case 'string':
      return mostly(textOf(schema, ids))
    case 'integer':
      return mostly(
        fc.integer({ min: Math.max(schema.minimum ?? -100, -1000), max: Math.min(schema.maximum ?? 1000, 100_000) }),
      )
    case 'number':
      return mostly(fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true }))
    case 'boolean':
      return mostly(fc.boolean(), 10)
    case 'null':
      return fc.constant(null)
    case 'array':
      return mostly(fc.array(of(schema.items ?? {}), { maxLength: 3 }), 10)
    case 'object':
      return depth > 4 ? odd : mostly(objectOf(schema, of), 20)
    default:
      return odd
  }
}

function textOf({ format, pattern, maxLength = 30 }: Schema, ids: fc.Arbitrary<string>): fc.Arbitrary<string> {
  if (pattern?.includes('{8}')) return ids
  if (format === 'uuid' || format === 'guid') return ids
  if (format === 'email') return fc.emailAddress()
  if (format === 'date') return fc.constantFrom('2026-06-15', '1900-01-01', '2199-12-31')
  if (format === 'date-time') return fc.constantFrom('2026-06-15T10:00:00Z', '2150-01-01T00:00:00+01:00')
  if (pattern === '^[A-Z]{2}$') return fc.constantFrom('MA', 'FR', 'Maroc')
  if (pattern === '^[A-Z]{3}$') return fc.constantFrom('MAD', 'EUR')
  return fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: Math.min(maxLength, 30) }),
    fc.constantFrom('a', 'Benali', '0661234567'),
  )
}

function objectOf({ properties = {}, required = [] }: Schema, of: (schema: Schema) => fc.Arbitrary<unknown>) {
  const names = Object.keys(properties)
  const always = fc.record(Object.fromEntries(required.map((name: string) => [name, of(properties[name] ?? {})])))
  const some = fc
    .uniqueArray(fc.constantFrom(...(names.length ? names : ['x'])), { maxLength: 5 })
    .chain((chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name, of(properties[name] ?? {})]))))
  const stray = fc.oneof(
    { arbitrary: fc.constant({}), weight: 12 },
    { arbitrary: fc.dictionary(fc.string(), odd, { maxKeys: 2 }), weight: 1 },
  )
  return fc.tuple(always, some, stray).map((parts) => Object.assign({}, ...parts) as object)
}

/** A value as a query string writes it. */
export const written = (value: unknown): string[] =>
  [value].flat().map((part) => (typeof part === 'string' ? part.toWellFormed() : (JSON.stringify(part) ?? '')))
