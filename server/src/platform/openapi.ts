import * as z from 'zod'
import type { Operation } from '@rihla/contracts/operation.ts'
import type { Route } from './routes.ts'

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'errors', 'request_id'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'Says what to do' },
    code: { type: 'string', description: 'Stable' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
    request_id: { type: 'string' },
  },
}

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of the operations that are served: the declarations, nothing besides. */
export function openApi(routes: readonly Route[], version: string): Json {
  const schemas: Json = { Problem: PROBLEM }
  const paths: Record<string, Json> = {}
  for (const { operation } of routes) {
    const item = (paths[operation.path] ??= {})
    item[operation.method.toLowerCase()] = entry(operation, schemas)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rihla',
      version,
      description: 'The CRM of travel businesses. Errors are problem+json (RFC 9457).',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      responses: {
        Problem: {
          description: 'What went wrong',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  }
}

function entry(operation: Operation, schemas: Json): Json {
  const { id, summary, permission, params, query, body, answer, status, method } = operation
  const parameters = [...parametersOf(params, 'path'), ...parametersOf(query, 'query')]
  if (method === 'POST' && permission !== 'public' && !operation.secret && !operation.upload)
    parameters.push(header('Idempotency-Key', 'The same key and body get the same answer for 24 h'))
  if (method === 'PUT' || method === 'PATCH') parameters.push(header('If-Match', 'The version the change is meant for'))
  return {
    operationId: id,
    summary,
    tags: [id.split('.')[0]],
    'x-permission': permission,
    ...(permission === 'public' && { security: [] }),
    parameters,
    ...(body && { requestBody: { content: { 'application/json': { schema: schemaOf(body, schemas, 'input') } } } }),
    ...(operation.upload && { requestBody: { required: true, content: UPLOADS } }),
    responses: {
      [status]:
        answer === null
          ? { description: 'Done' }
          : answer === 'stream'
            ? { description: 'Server-sent events', content: { 'text/event-stream': { schema: { type: 'string' } } } }
            : answer === 'file'
              ? { description: 'The file', content: FILES }
              : {
                  description: 'The answer',
                  content: { 'application/json': { schema: schemaOf(answer, schemas, 'input') } },
                },
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

const FILES = {
  'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
  'text/csv': { schema: { type: 'string' } },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: { type: 'string', format: 'binary' } },
}

const UPLOADS = {
  'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
  'multipart/form-data': {
    schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
  },
}

const header = (name: string, description: string) => ({ name, in: 'header', description, schema: { type: 'string' } })

export function parametersOf(schema: z.ZodType, place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = schemaOf(schema, {}, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }))
}

/** JSON Schema of what travels on the wire. Named schemas become components. */
export function schemaOf(schema: z.ZodType, schemas: Json, io: 'input' | 'output'): Json {
  const {
    $schema: _,
    $defs,
    ...json
  } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' }) as Json & { $defs?: Json }
  const moved = (text: unknown): Json =>
    JSON.parse(JSON.stringify(text).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json
  for (const [name, definition] of Object.entries($defs ?? {})) schemas[name] = moved(definition)
  return moved(json)
}
