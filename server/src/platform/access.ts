import { type RawBuilder, sql } from 'kysely'
import { type Scope, scopesOf } from '@rihla/contracts/permissions.ts'
import type { Ctx } from './context.ts'
import { forbidden } from './errors.ts'

type Permission = `${string}:${string}`

/** The scopes in which the caller holds `resource:action`. */
export function scopes(ctx: Ctx, permission: Permission): ReadonlySet<Scope> {
  const [resource, action] = permission.split(':') as [string, string]
  return scopesOf(ctx.actor.role, resource, action)
}

/** True when the caller holds the permission in some scope. */
export const can = (ctx: Ctx, permission: Permission) => scopes(ctx, permission).size > 0

/** Throws 403 without the permission. */
export function demand(ctx: Ctx, permission: Permission) {
  if (!can(ctx, permission)) throw forbidden(permission)
}

/**
 * The predicate every query of a resource carries (`architecture.md` 9): true for the rows of `alias` on which the
 * caller holds the permission. One text per role, so that its statements stay prepared.
 */
export function access(ctx: Ctx, permission: Permission, alias: string): RawBuilder<boolean> {
  const held = scopes(ctx, permission)
  if (held.has('all')) return sql<boolean>`true`
  const owner = sql.ref(`${alias}.assigned_to`)
  const me = ctx.actor.id
  const parts: RawBuilder<boolean>[] = []
  if (held.has('team')) parts.push(sql`${owner} = any(${[me, ...ctx.actor.teammates]}::uuid[])`)
  else if (held.has('own')) parts.push(sql`${owner} = ${me}::uuid`)
  if (held.has('unassigned')) parts.push(sql`${owner} is null`)
  // A comparison with null is null; an answer of the predicate is true or false.
  return parts.length ? sql<boolean>`coalesce(${sql.join(parts, sql` or `)}, false)` : sql<boolean>`false`
}

/** The same judgement on a row at hand. */
export function holds(ctx: Ctx, permission: Permission, row: { assigned_to?: unknown }): boolean {
  const held = scopes(ctx, permission)
  if (held.has('all')) return true
  const owner = row.assigned_to as string | null
  if (owner === null || owner === undefined) return held.has('unassigned')
  if (owner === ctx.actor.id) return held.has('own') || held.has('team')
  return held.has('team') && ctx.actor.teammates.includes(owner)
}
