/**
 * What the roles may do. A permission is `resource:action:scope`; `*` stands for every resource.
 * Scopes: `own` = assigned to me, `team` = assigned to a member of my team (me too), `unassigned` = to nobody, `all`.
 */
export const ROLES = ['admin', 'manager', 'agent', 'viewer'] as const
export type Role = (typeof ROLES)[number]

export const SCOPES = ['own', 'team', 'unassigned', 'all'] as const
export type Scope = (typeof SCOPES)[number]

export const ACTIONS = [
  'read',
  'create',
  'update',
  'comment',
  'take',
  'assign',
  'delete',
  'restore',
  'purge',
  'bulk',
  'convert',
  'export',
  'import',
  'reveal',
  'share',
  'configure',
] as const
export type Action = (typeof ACTIONS)[number]

const on = (actions: readonly Action[], ...scopes: Scope[]) =>
  actions.flatMap((action) => scopes.map((scope) => `*:${action}:${scope}`))

export const ROLE_PERMISSIONS: Record<Role, readonly string[]> = {
  admin: on(ACTIONS, 'all'),
  manager: [
    ...on(['read', 'create', 'bulk', 'export', 'import', 'share', 'comment'], 'all'),
    ...on(['update', 'assign', 'take', 'delete', 'restore', 'convert', 'reveal'], 'team', 'unassigned'),
  ],
  agent: [
    ...on(['create'], 'all'),
    ...on(['read', 'comment'], 'team', 'unassigned'),
    ...on(['update', 'delete', 'restore', 'convert', 'import', 'reveal'], 'own'),
    ...on(['take'], 'unassigned'),
  ],
  viewer: on(['read'], 'all'),
}

const known = new Map<string, ReadonlySet<Scope>>()

/** The scopes in which `role` may do `action` on `resource`. */
export function scopesOf(role: Role, resource: string, action: string): ReadonlySet<Scope> {
  const key = `${role} ${resource}:${action}`
  let scopes = known.get(key)
  if (!scopes) known.set(key, (scopes = readScopes(role, resource, action)))
  return scopes
}

function readScopes(role: Role, resource: string, action: string): ReadonlySet<Scope> {
  const held = ROLE_PERMISSIONS[role].map((permission) => permission.split(':') as [string, string, Scope])
  return new Set(held.filter(([r, a]) => (r === '*' || r === resource) && a === action).map(([, , scope]) => scope))
}
