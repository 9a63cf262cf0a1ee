import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Config } from './config.ts'

const DIST = fileURLToPath(new URL('../../../web/dist/', import.meta.url))

/** Answers a path of the web app; false when the path is none of its. */
export type ServeApp = ((path: string, reply: FastifyReply) => boolean) | null

/**
 * Serves the built web app: hashed files for a year, the page itself fresh, with a policy that lets only its own code
 * run. Outside production the app may be built again under the running server.
 */
export async function serveWeb(app: FastifyInstance, { env }: Pick<Config, 'env'>): Promise<ServeApp> {
  if (!existsSync(`${DIST}index.html`)) return null
  const built = readPage()
  await app.register(fastifyStatic, {
    root: DIST,
    index: false,
    cacheControl: false,
    // The build puts compressed forms beside its files.
    preCompressed: true,
    setHeaders(reply, path) {
      const hashed = path.includes('/assets/')
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const sendPage = (reply: FastifyReply) => {
    const { page, policy } = env === 'production' ? built : readPage()
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' }
    return reply
      .code(200)
      .headers({ ...headers, 'content-security-policy': policy })
      .send(page)
  }
  app.get('/', (_, reply) => sendPage(reply))
  return (path, reply) => {
    // A path with a file ending that is not there is missing, not a page.
    if (/^\/(api|docs|metrics|health|ready|assets)(\/|$)/.test(path) || /\.\w{1,8}$/.test(path)) return false
    void sendPage(reply)
    return true
  }
}

function readPage() {
  const page = readFileSync(`${DIST}index.html`, 'utf8')
  const inline = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, code]) => `'sha256-${createHash('sha256').update(code!).digest('base64')}'`,
  )
  const policy = [
    "default-src 'self'",
    `script-src 'self' ${inline.join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join('; ')
  return { page, policy }
}
