import type { FastifyReply, FastifyRequest } from 'fastify'
import { auth as operations } from '@rihla/contracts/auth.ts'
import type { Auth } from '#platform/auth/auth.ts'
import type { Config } from '#platform/config.ts'
import { Problem, unauthenticated } from '#platform/errors.ts'
import type { Module } from '#platform/registry.ts'
import { publicRoute, route } from '#platform/routes.ts'
import { cookieName, identify, isSecure, refuseOtherSites } from './service.ts'

const COOKIE_LIFE = 14 * 86_400

/** Binds the doors to what one process knows about who asks. */
export function authModule({ sessions, authenticate }: Auth, config: Config): Module {
  const cookieOf = (request: FastifyRequest) => request.cookies[cookieName(isSecure(request, config))]
  const keep = (request: FastifyRequest, reply: FastifyReply, token: string) => {
    const secure = isSecure(request, config)
    const options = { httpOnly: true, secure, sameSite: 'strict', path: '/', maxAge: COOKIE_LIFE } as const
    reply.setCookie(cookieName(secure), token, options)
  }
  const forget = (request: FastifyRequest, reply: FastifyReply) => {
    const secure = isSecure(request, config)
    reply.clearCookie(cookieName(secure), { httpOnly: true, secure, sameSite: 'strict', path: '/' })
  }

  return {
    name: 'auth',
    routes: [
      publicRoute(operations.login, async ({ request, reply }, { body }) => {
        refuseOtherSites(request, config)
        const user_agent = (request.headers['user-agent'] ?? '').slice(0, 300)
        const session = await sessions.signIn({ ...body, ip: request.ip, user_agent })
        // Whoever planted a cookie before must not share what comes after.
        const before = cookieOf(request)
        if (before) await sessions.signOut(before)
        keep(request, reply, session.refresh_token)
        return session
      }),

      publicRoute(operations.refresh, async ({ request, reply }, { body }) => {
        refuseOtherSites(request, config)
        const cookie = cookieOf(request)
        const token = body.refresh_token ?? cookie
        if (!token) throw unauthenticated()
        const byCookie = token === cookie
        try {
          const session = await sessions.refresh(token, body.tenant)
          if (byCookie) keep(request, reply, session.refresh_token)
          return session
        } catch (error) {
          if (byCookie && error instanceof Problem && error.status === 401) forget(request, reply)
          throw error
        }
      }),

      publicRoute(operations.logout, async ({ request, reply }, { body }) => {
        refuseOtherSites(request, config)
        const token = body.refresh_token ?? cookieOf(request)
        if (token) await sessions.signOut(token)
        else if (request.headers.authorization) {
          const { session_id } = await authenticate(request.headers)
          if (session_id) await sessions.end(session_id)
        }
        forget(request, reply)
      }),

      route(operations.test, (ctx, _, { request }) => identify(ctx, request.headers)),
      route(operations.tenantTest, (ctx, _, { request }) => identify(ctx, request.headers)),
    ],
  }
}
