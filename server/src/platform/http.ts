import type { IncomingMessage } from 'node:http'
import cookie from '@fastify/cookie'
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import fastify, { LogController, type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify'
import type { Operation } from '@rihla/contracts/operation.ts'
import { compressAnswers } from './compress.ts'
import { newId } from './context.ts'
import { fromDatabase, Problem, problemBody, unavailable } from './errors.ts'
import { localeOf } from './locales/messages.ts'
import { refuseDeep, refuseUnkept } from './json.ts'
import { observeRequest } from './metrics.ts'
import type { Platform } from './context.ts'
import { rewritePath } from './rewrite.ts'
import { answerUnreadable } from './unreadable.ts'
import type { ServeApp } from './web.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: Operation<any, any, any, any>
  }
  interface FastifyInstance {
    /** The methods of each address that is served. */
    served: Map<string, Set<string>>
  }
}

const MEBIBYTE = 1_048_576
const CLOSED = { 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" }
const PLAIN = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/** Milliseconds for what is asked to come in, and for a file, which may come over a slow line. */
const BODY_TIME = 15_000
const FILE_TIME = 900_000

/** Lets go of who announces a body and does not send it. */
function expectBody(request: IncomingMessage) {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers
  if (length === '0' && !encoding) return
  const late = setTimeout(() => request.complete || request.destroy(), BODY_TIME).unref()
  request.once('close', () => clearTimeout(late))
}

/** The bare HTTP server: limits, headers, JSON only, problems as problem+json, one log line a request. */
export async function createHttp({ config, log }: Pick<Platform, 'config' | 'log'>): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }) as never,
    trustProxy: config.trust_proxy as boolean,
    bodyLimit: MEBIBYTE,
    requestTimeout: FILE_TIME,
    http: { headersTimeout: BODY_TIME },
    connectionTimeout: 20_000,
    forceCloseConnections: 'idle',
    // What comes in on an open connection is still served; `shutdown.ts` closes it after the answer.
    return503OnClosing: false,
    rewriteUrl: ({ url = '/', method }) => rewritePath(url, method),
    genReqId: (request) => requestId(request.headers['x-request-id']),
    routerOptions: { maxParamLength: 1000 },
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (error, request, reply) => {
      // No hook runs for an address that cannot be read.
      reply.headers({ 'x-request-id': request.id, ...CLOSED, ...PLAIN })
      return answerProblem(request as never, reply, asProblem(error)) as never
    },
  }) as unknown as FastifyInstance

  // s3 sends filters as the body of a GET; without a body nothing changes.
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true } as { hasBody: boolean })
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body as string
    if (text === '') return done(null, {})
    try {
      refuseDeep(text)
    } catch (error) {
      return done(error as Error)
    }
    return parseJson(request, text, (error, value) => {
      try {
        if (!error) refuseUnkept(text, value)
        done(error, value)
      } catch (error) {
        done(error as Error)
      }
    })
  })

  // A file is read while it comes, by who asked for it (`upload.ts`); elsewhere there is nothing but JSON.
  app.addContentTypeParser('*', (request, payload, done) =>
    request.routeOptions.config.operation?.upload
      ? done(null, payload)
      : done(new Problem(415, 'unsupported_media_type')),
  )

  const served = new Map<string, Set<string>>()
  app.decorate('served', served)
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return
    const methods = served.get(url) ?? new Set()
    for (const one of [method].flat()) if (one !== 'HEAD') methods.add(one)
    served.set(url, methods)
  })

  await app.register(helmet, { contentSecurityPolicy: false, hsts: { maxAge: 31_536_000 } })
  await app.register(cookie)
  await app.register(cors, {
    origin: config.cors_origins,
    credentials: true,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: [
      'etag',
      'location',
      'x-request-id',
      'x-operation-id',
      'retry-after',
      'idempotent-replayed',
      'content-disposition',
    ],
    maxAge: 600,
  })

  app.addHook('onRequest', async (request, reply) => {
    // The pages say for themselves what they may load.
    reply.headers({ 'x-request-id': request.id, ...CLOSED })
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    const { operation } = request.routeOptions.config
    if (!operation?.upload) expectBody(request.raw)
    // A file of JSON is a file: nobody reads it as what is asked.
    if (operation?.upload && /^application\/json/i.test(request.headers['content-type'] ?? ''))
      request.raw.headers['content-type'] = 'application/octet-stream'
  })
  compressAnswers(app)
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.config.operation?.path ?? request.routeOptions.url ?? 'unknown'
    observeRequest(request.method, route, reply.statusCode, reply.elapsedTime)
    const line = {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      request_id: request.id,
    }
    if (reply.statusCode >= 500) log.error(line, 'request')
    else log[config.env === 'production' ? 'debug' : 'info'](line, 'request')
  })
  app.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error)
    if (problem.status >= 500 && problem.code === 'internal')
      log.error({ err: error, request_id: request.id }, 'unexpected')
    return answerProblem(request, reply, problem)
  })
  return app
}

type Reply = { code(status: number): Reply; headers(values: Record<string, string>): Reply; send(body: string): Reply }

export function answerProblem(request: FastifyRequest, reply: unknown, problem: Problem) {
  const locale = localeOf(request.headers['accept-language'])
  return (reply as Reply)
    .code(problem.status)
    .headers({ 'content-type': 'application/problem+json; charset=utf-8', ...problem.details.headers })
    .send(JSON.stringify(problemBody(problem, locale, request.id)))
}

const requestId = (given: string | string[] | undefined) =>
  typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : newId()

const FASTIFY: Record<string, [number, string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'body_too_large'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'unsupported_media_type'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'malformed_json'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'malformed_json'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'bad_request'],
  FST_ERR_BAD_URL: [404, 'not_found'],
}

/** Every error has an answer; what nobody foresaw is 500 without a word of its inside. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { code, statusCode, name } = error as FastifyError
  const known = FASTIFY[code]
  if (known) return new Problem(...known)
  const stored = fromDatabase(error)
  if (stored) return stored
  if (statusCode === 400 || name === 'SyntaxError') return new Problem(400, 'malformed_json')
  // A path that leads out of the folder of files is simply not there.
  if (statusCode === 403 || statusCode === 404) return new Problem(404, 'not_found')
  if (statusCode && statusCode < 500) return new Problem(statusCode, 'bad_request')
  if (/Connection terminated|timeout expired/.test((error as Error).message)) return unavailable(error)
  return new Problem(500, 'internal', { cause: error })
}

/** What no route answers: 405 with Allow where another method would, else 404. */
export function answerUnknown(app: FastifyInstance, page: ServeApp) {
  const patterns = [...app.served].map(([url, methods]) => ({
    pattern: new RegExp(`^${url.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`),
    methods,
    parameters: url.split(':').length,
  }))
  // A word of the API comes before an id.
  patterns.sort((a, b) => a.parameters - b.parameters)
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0]!
    if (request.method === 'GET' && page?.(path, reply)) return reply
    const other = patterns.find(({ pattern }) => pattern.test(path))
    return answerProblem(
      request,
      reply,
      other && !other.methods.has(request.method)
        ? new Problem(405, 'method_not_allowed', { headers: { allow: [...other.methods].join(', ') } })
        : new Problem(404, 'not_found'),
    )
  })
}
