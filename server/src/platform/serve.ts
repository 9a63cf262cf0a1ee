import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '@rihla/contracts/operation.ts'
import { Id } from '@rihla/contracts/fields.ts'
import { ACTIONS } from '@rihla/contracts/permissions.ts'
import { demand } from './access.ts'
import { contextOf, type Ctx } from './context.ts'
import { customErrors, queryOf, shapeOf, takesCustom, withCustom } from './custom.ts'
import { invalid, notFound, Problem } from './errors.ts'
import { answerOnce } from './idempotency.ts'
import { localeOf } from './locales/messages.ts'
import { nameBody, nameQuery } from './names.ts'
import type { Platform } from './context.ts'
import { Answer, type Http, type Input, type Route, type Sent } from './routes.ts'
import { parse } from './validation.ts'
import { withView } from './viewQuery.ts'

/** Turns declared operations into routes. A handler is called with validated input and a judged caller. */
export function serveRoutes(app: FastifyInstance, platform: Platform, routes: readonly Route[]) {
  for (const route of routes) {
    const { operation } = route
    demandPermission(operation)
    app.route({
      method: operation.method,
      url: operation.path.replace(/\{(\w+)\}/g, ':$1'),
      config: { operation },
      handler: (request, reply) => handle(platform, route, { request, reply }),
    })
  }
}

/** An operation of which nobody said who may call it does not start the server. */
function demandPermission({ id, permission }: Operation) {
  const [, action = ''] = /^[a-z_]+:([a-z_]+)$/.exec(permission ?? '') ?? []
  if (!OPEN.has(permission) && !(ACTIONS as readonly string[]).includes(action))
    throw new Error(`${id} has no permission that any role could hold: ${permission}`)
}
const OPEN = new Set<string>(['public', 'user', 'member'])

async function handle(platform: Platform, route: Route, http: Http) {
  const { operation } = route
  const { request, reply } = http
  if (operation.permission === 'public') {
    const input = await readInput(operation, request, localeOf(request.headers['accept-language']))
    return send(reply, seal(platform, operation, request, await route.handle(undefined as never, input, http)))
  }
  const entered = await enter(platform, request)
  // Whatever is answered, it is by what the caller may see of the tenant's own fields.
  const seeing = await withCustom(entered)
  const permission = operation.permission.includes(':') ? (operation.permission as `${string}:${string}`) : undefined
  if (permission) demand(seeing, permission)
  const ctx = { ...seeing, permission }
  const input = await readInput(operation, request, ctx.locale, ctx)
  if (operation.answer === 'stream' || operation.answer === 'file') return route.handle(ctx, input, http)
  const writes = operation.method !== 'GET'
  const answer = async (ctx: Ctx) => {
    const sent = seal(platform, operation, request, await route.handle(ctx, input, http))
    // With the rest of the answer, so that a replay names the operation that was done.
    if (writes) sent.headers['x-operation-id'] = ctx.operation_id
    return sent
  }
  const keyed = operation.method === 'POST' && !operation.secret && !operation.upload
  const key = keyed ? request.headers['idempotency-key'] : undefined
  if (key === undefined) return send(reply, await answer(ctx))
  // The same body for another record is another request; the tenant may be spelled by id or slug.
  const asked = [{ ...(request.params as object), tenant_id: undefined }, request.query, request.body ?? null]
  return send(reply, await answerOnce(ctx, operation, String(key), asked, answer))
}

/** Who asks, in which tenant: path, header and token must name one (`api.md`). */
async function enter(platform: Platform, request: FastifyRequest): Promise<Ctx> {
  const principal = await platform.authenticate(request.headers)
  const named = (request.params as { tenant_id?: string }).tenant_id
  const header = request.headers['x-tenant-id']
  if (Array.isArray(header) || (header && /,/.test(header))) throw invalid('X-Tenant-Id', 'contradiction')
  const asked = [named === '~' ? undefined : named, header || undefined].filter((name) => name !== undefined)
  const claimed = principal.tenant ?? asked[0]
  if (!claimed) throw new Problem(400, 'tenant_required')
  const tenant = await platform.findTenant(claimed)
  if (!tenant || asked.some((name) => name !== tenant.id && name !== tenant.slug))
    throw new Problem(403, 'tenant_mismatch')
  const actor = await platform.loadActor(tenant, principal)
  if (tenant.status === 'suspended') throw new Problem(403, 'tenant_suspended')
  if (platform.unready.has(tenant.slug)) throw new Problem(503, 'tenant_unready', { headers: { 'retry-after': '60' } })
  const language = request.headers['accept-language']
  const locale = language ? localeOf(language) : actor.language
  return contextOf({ platform, tenant, actor, locale, request_id: request.id })
}

async function readInput(
  operation: Operation,
  request: FastifyRequest,
  locale: 'en' | 'fr' | 'ar',
  ctx?: Ctx,
): Promise<Input<unknown, unknown, unknown>> {
  const { id } = request.params as { id?: string }
  // A malformed id names nothing: the same answer as an unknown one.
  if (id !== undefined && !Id.safeParse(id).success) throw notFound(operation.resource?.record_type ?? 'record')
  const params = parse(operation.params, request.params, 'path', locale)
  const asked =
    operation.method === 'GET' && isObject(request.body)
      ? { ...request.body, ...(request.query as object) }
      : request.query
  const { resource, nested, aliases } = operation
  const shaped = ctx && resource ? shapeOf(ctx, resource) : resource
  const own = nameQuery(shaped, asked as Record<string, unknown>, aliases)
  const handsOut = operation.answer === 'file' ? 'whole' : undefined
  const whole = ctx && resource && 'view' in own ? await withView(ctx, resource, own, handsOut) : own
  const query = parse(ctx ? queryOf(ctx, operation) : operation.query, whole, 'query', locale)
  const version = ifMatch(request.headers['if-match'])
  if (!operation.body) return { params, query, body: null, version }
  const raw = request.body ?? {}
  const named = resource && ctx ? nameBody(resource, ctx.tenant, raw, nested, aliases) : raw
  const body = parse(operation.body, named, 'body', locale, ctx ? wrongCustom(ctx, operation, named) : [])
  return { params, query, body, version: version ?? (body as { version?: number } | null)?.version }
}

/** What the tenant's own fields do not take, to be told with what else is wrong. */
function wrongCustom(ctx: Ctx, { resource, id, method }: Operation, body: unknown) {
  if (!resource || !takesCustom(resource) || !isObject(body)) return []
  const creating = id === `${resource.name}.create`
  const changing = creating || method === 'PATCH' || method === 'PUT'
  return changing ? customErrors(ctx, resource, body.custom, creating) : []
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The version of `If-Match: "3"`; undefined without the header or for `*`. */
function ifMatch(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1]
  if (!version) throw invalid('If-Match', 'invalid_format')
  return Number(version)
}

/** Freezes an answer: in tests it is parsed with its schema, in production only written (`api.md`). */
function seal(platform: Platform, operation: Operation, request: FastifyRequest, result: unknown): Sent {
  const { status, body } = result instanceof Answer ? result : { status: operation.status, body: result }
  if (operation.answer === null || body === undefined) return { status, headers: {}, body: '' }
  const text = JSON.stringify(body)
  if (platform.config.env === 'test' && typeof operation.answer !== 'string') operation.answer.parse(JSON.parse(text))
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' }
  const { id, version } = body as { id?: string; version?: number }
  if (typeof version === 'number') headers.etag = `"${version}"`
  if (status === 201 && id && /\.(?:create|add)$/.test(operation.id)) {
    const params = { ...(request.params as Record<string, string>), tenant_id: tenantOf(body, request) }
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name as 'tenant_id'])
    headers.location = `${path}/${id}`
  }
  return { status, headers, body: text }
}

const tenantOf = (body: unknown, request: FastifyRequest) =>
  (body as { tenant_id?: string }).tenant_id ?? (request.params as { tenant_id: string }).tenant_id

function send(reply: FastifyReply, { status, headers, body }: Sent) {
  if (reply.sent) return reply
  return reply
    .code(status)
    .headers(headers)
    .send(body || null)
}
