import { randomUUID } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import type { Role } from '@rihla/contracts/permissions.ts'
import type { Tenant } from '#platform/context.ts'
import type { Rihla } from '../src/app.ts'

let addresses = 0

/** Browsers at the routes that need no token; each has an address of its own, so none spends another's attempts. */
export function visitor({ app, auth }: Rihla) {
  addresses += 1
  const remoteAddress = `198.51.${process.pid % 256}.${addresses % 256}`
  const ask = async (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    more: Omit<InjectOptions, 'method'>,
  ) => {
    const response = await app.inject({ method, url: `/api/v1/auth/${path}`, remoteAddress, ...more } as InjectOptions)
    const body: any = response.body && response.headers['content-type'] ? response.json() : response.body
    return { status: response.statusCode, body, headers: response.headers, cookies: response.cookies }
  }
  const bearer = (token?: string) => (token ? { authorization: `Bearer ${token}` } : {})

  return {
    get: (path: string, token?: string) => ask('GET', path, { headers: bearer(token) }),
    post: (path: string, payload: object, token?: string, headers: Record<string, string> = {}) =>
      ask('POST', path, { payload, headers: { ...bearer(token), ...headers } }),
    patch: (path: string, payload: object, token: string) => ask('PATCH', path, { payload, headers: bearer(token) }),
    delete: (path: string, token: string) => ask('DELETE', path, { headers: bearer(token) }),
    login: (email: string, password: string, user_agent = 'test') =>
      ask('POST', 'login', { payload: { email, password }, headers: { 'user-agent': user_agent } }),

    /** A user with a password that is known. */
    async settle(memberships: { tenant: Tenant; role: Role; language?: 'en' | 'fr' | 'ar' }[]) {
      const email = `user-${randomUUID().slice(0, 8)}@test.example`
      const password = `seven calm camels ${randomUUID()}`
      const id = await auth.users.createUser({ email, name: 'Badia Alaoui', password, memberships })
      return { id, email, password }
    },
  }
}
