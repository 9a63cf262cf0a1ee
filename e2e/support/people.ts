/** Who signs in: the people of the demo, and one whom the start makes a member of two tenants. */
export const PEOPLE = {
  admin: { email: 'admin@atlas.example', password: 'demo-atlas-2026', tenant: 'atlas' },
  /** Of the first team. */
  manager: { email: 'manager@atlas.example', password: 'demo-atlas-2026', tenant: 'atlas' },
  /** Of the first team; their account speaks French. */
  agent: { email: 'agent@atlas.example', password: 'demo-atlas-2026', tenant: 'atlas' },
  viewer: { email: 'viewer@atlas.example', password: 'demo-atlas-2026', tenant: 'atlas' },
  /** An agent of the second team, with an Arabic name. */
  groupsAgent: { email: 'abdellah.ouazzani@atlas.example', password: 'demo-atlas-2026', tenant: 'atlas' },
  /** Administrator of atlas and of harbour. */
  both: {
    name: 'Leila Mansour',
    email: 'both@harbour.example',
    password: 'two-houses-one-key-2026',
    tenant: 'atlas',
  },
} as const
export type Person = keyof typeof PEOPLE

/** A tenant in which nothing was ever entered; no test writes there. */
export const EMPTY_TENANT = { slug: 'harbour', name: 'Harbour Travel' }
