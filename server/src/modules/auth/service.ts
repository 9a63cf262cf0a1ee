import type { Identity } from '@rihla/contracts/auth.ts'
import { ROLE_PERMISSIONS } from '@rihla/contracts/permissions.ts'
import type { Config } from '#platform/config.ts'
import type { Ctx } from '#platform/context.ts'
import { forbidden } from '#platform/errors.ts'

/** What a request says about where it comes from. */
export interface Exchange {
  protocol: string
  host: string
  headers: Record<string, string | string[] | undefined>
}

type Addresses = Pick<Config, 'cors_origins' | 'public_url'>

/** Browsers bind `__Host-` cookies to the host and to https; on plain http they would drop them. */
export const cookieName = (secure: boolean) => (secure ? '__Host-rihla' : 'rihla')

/** Whether the browser speaks https, be it to a proxy in front of us. */
export const isSecure = ({ protocol, host }: Exchange, { public_url }: Addresses) =>
  protocol === 'https' || public_url === `https://${host}`

/** Throws 403 when a page of another site asks. Clients that are no browsers name no origin. */
export function refuseOtherSites(exchange: Exchange, { cors_origins, public_url }: Addresses) {
  const { origin, 'sec-fetch-site': site } = exchange.headers
  const ours = [`${exchange.protocol}://${exchange.host}`, `https://${exchange.host}`, public_url, ...cors_origins]
  // A page cannot forge either header. A development proxy may change the host, never what the browser saw.
  const trusted = origin === undefined ? !site || site === 'none' : ours.includes(String(origin))
  if (!trusted && site !== 'same-origin') throw forbidden()
}

/** Who the caller is, as the tenant knows them. */
export async function identify(ctx: Ctx, headers: { authorization?: string }): Promise<Identity> {
  const { actor, tenant, platform } = ctx
  const { issuer, subject, expires_at } = await platform.authenticate(headers)
  return {
    user_id: actor.id!,
    email: actor.email,
    name: actor.name,
    language: actor.language,
    tenant_id: tenant.id,
    tenant_slug: tenant.slug,
    tenant_name: tenant.name,
    role: actor.role,
    permissions: [...ROLE_PERMISSIONS[actor.role]],
    issuer,
    subject,
    expires_at,
  }
}
