/** JSON Schema as `/openapi.json` has it. */
type Schema = Record<string, any>

/** An operation as the document tells it: what a stranger knows of the API. */
export interface Served {
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `{name}` for parameters. */
  path: string
  permission: string
  /** `leads` of `/api/v1/tenants/{tenant_id}/leads/{id}`. */
  resource: string
  query: Record<string, Schema>
  body: Schema | undefined
  status: number
  streams: boolean
  /** Its body is a file. */
  uploads: boolean
}

/** Every operation of the document. */
export function operationsOf(document: Schema): Served[] {
  const served: Served[] = []
  for (const [path, methods] of Object.entries(document.paths as Record<string, Record<string, Schema>>))
    for (const [method, entry] of Object.entries(methods)) {
      const status = Object.keys(entry.responses as object)[0]!
      const parameters = entry.parameters as { name: string; in: string; schema: Schema }[]
      served.push({
        id: entry.operationId,
        method: method.toUpperCase() as Served['method'],
        path,
        permission: entry['x-permission'],
        resource: path.split('/')[5] ?? '',
        query: Object.fromEntries(
          parameters.filter((parameter) => parameter.in === 'query').map(({ name, schema }) => [name, schema]),
        ),
        body: entry.requestBody?.content['application/json']?.schema,
        status: Number(status),
        uploads: 'application/octet-stream' in (entry.requestBody?.content ?? {}),
        streams: 'text/event-stream' in (entry.responses[status].content ?? {}),
      })
    }
  return served
}

/** What to put where a schema leaves the choice. */
export interface Choices {
  /** Stands in every free text. */
  text: string
  /** The id that belongs at this place of the body; undefined leaves it out. */
  id: (place: readonly string[]) => string | undefined
  /** Which alternative to take where there are several; the last one when there are fewer. */
  branch?: number
  /** Values of certain properties, by name. undefined leaves it out. */
  values?: Record<string, unknown>
}

/** A value that the schema accepts, with every property it may have. */
export function specimen(document: Schema, schema: Schema, choices: Choices, place: readonly string[] = []): unknown {
  const inside = (inner: Schema, name?: string) =>
    specimen(document, inner, choices, name === undefined ? place : [...place, name])
  const name = place.at(-1) ?? ''
  if (choices.values && name in choices.values) return choices.values[name]
  if (schema.$ref) return inside(document.components.schemas[(schema.$ref as string).split('/').at(-1)!])
  if (schema.anyOf) {
    const some = (schema.anyOf as Schema[]).filter(({ type }) => type !== 'null')
    return inside(some[Math.min(choices.branch ?? 0, some.length - 1)]!)
  }
  if ('const' in schema) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.format === 'uuid') return choices.id(place)
  // What may be null besides has two types.
  switch ([schema.type].flat()[0]) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema.properties ?? {}) as Record<string, Schema>)
          .map(([key, inner]) => [key, inside(inner, key)] as const)
          .filter(([, value]) => value !== undefined),
      )
    case 'array': {
      const item = inside(schema.items as Schema)
      return item === undefined ? undefined : [item]
    }
    case 'boolean':
      return true
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1) > (schema.maximum ?? 1)
        ? schema.maximum
        : Math.max(1, schema.minimum ?? 1)
    default:
      return text(schema, choices.text)
  }
}

const KNOWN = ['MA', 'MAD', '2027-05-01', '2027-05-01T10:00:00.000Z']

function text({ example, format, pattern, maxLength = 200 }: Schema, free: string): unknown {
  if (example !== undefined) return example
  if (format === 'date') return KNOWN[2]
  if (format === 'date-time') return KNOWN[3]
  if (format === 'email') return 'somebody@example.com'
  const fits = pattern ? KNOWN.find((value) => new RegExp(pattern).test(value)) : undefined
  return fits ?? free.slice(0, maxLength)
}
