import type { FastifyReply, FastifyRequest } from 'fastify'
import { auth as operations, type Session } from '@rihla/contracts/auth.ts'
import { authLinks } from '@rihla/contracts/authLinks.ts'
import { myAccount } from '@rihla/contracts/myAccount.ts'
import type { Auth } from '#platform/auth/auth.ts'
import type { Platform } from '#platform/context.ts'
import { notFound, Problem, unauthenticated } from '#platform/errors.ts'
import type { Module } from '#platform/registry.ts'
import { type Http, publicRoute, route } from '#platform/routes.ts'
import { changeMe, findMe, ownUser } from './account.ts'
import { findInvitation, join } from './joining.ts'
import { askForReset, mailReset, RESET_MAIL } from './resetMail.ts'
import { cookieName, identify, isSecure, refuseOtherSites } from './service.ts'

const COOKIE_LIFE = 14 * 86_400

/** Binds the routes to what one process knows about who asks. */
export function authModule(auth: Auth, platform: Platform): Module {
  const { sessions, authenticate, account, resets, linkLimits } = auth
  const { config } = platform
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

  const clientOf = (request: FastifyRequest) => ({
    ip: request.ip,
    user_agent: (request.headers['user-agent'] ?? '').slice(0, 300),
  })
  /** A session that begins here takes the place of the one that the browser had. */
  async function answerSession({ request, reply }: Http, session: Session): Promise<Session> {
    // Whoever planted a cookie before must not share what comes after.
    const before = cookieOf(request)
    if (before) await sessions.signOut(before)
    keep(request, reply, session.refresh_token)
    return session
  }
  const own = (request: FastifyRequest) => ownUser(auth, request.headers)

  return {
    name: 'auth',
    routes: [
      publicRoute(operations.login, async (http, { body }) => {
        refuseOtherSites(http.request, config)
        return answerSession(http, await sessions.signIn({ ...body, ...clientOf(http.request) }))
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

      publicRoute(authLinks.forgot, async ({ request }, { body }) => {
        refuseOtherSites(request, config)
        await linkLimits.ask(body.email, request.ip)
        askForReset(platform, auth, body.email)
        return { mail: platform.sendMail !== undefined }
      }),
      publicRoute(authLinks.reset, async (http, { body }) => {
        const { request } = http
        refuseOtherSites(request, config)
        const { email } = await linkLimits.guarded(request.ip, () => resets.use(body.token, body.password))
        return answerSession(http, await sessions.mint({ email, client: clientOf(request) }))
      }),
      publicRoute(authLinks.invitation, ({ request }, { params }) =>
        linkLimits.guarded(request.ip, () => findInvitation(platform, auth, params.token)),
      ),
      publicRoute(authLinks.join, async (http, { body }) => {
        const { request } = http
        refuseOtherSites(request, config)
        const joined = linkLimits.guarded(request.ip, () =>
          join(platform, auth, body, clientOf(request), request.headers),
        )
        return answerSession(http, await joined)
      }),

      route(myAccount.read, (ctx, _, { request }) => findMe(auth, ctx, request.headers)),
      route(myAccount.change, (ctx, { body }, { request }) => changeMe(auth, ctx, request.headers, body)),
      route(myAccount.changePassword, async (_, { body }, { request }) => {
        const { user_id, session_id } = await own(request)
        await account.changePassword({ user_id, session_id, ip: request.ip }, body.current_password, body.password)
      }),
      route(myAccount.sessions, async (_, __, { request }) => {
        const { user_id, session_id } = await authenticate(request.headers)
        return { items: user_id === null ? [] : await auth.listSessions(user_id, session_id) }
      }),
      route(myAccount.endSession, async (_, { params }, { request }) => {
        const { user_id } = await own(request)
        if (!(await sessions.endOf(user_id, { id: params.id }))) throw notFound('session')
      }),
      route(myAccount.endOthers, async (_, __, { request }) => {
        const { user_id, session_id } = await own(request)
        await sessions.endOf(user_id, { except: session_id })
      }),

      route(operations.test, (ctx, _, { request }) => identify(ctx, request.headers)),
      route(operations.tenantTest, (ctx, _, { request }) => identify(ctx, request.headers)),
    ],
    jobs: { [RESET_MAIL]: mailReset(auth) },
  }
}
