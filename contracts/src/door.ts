// What the sign-in page needs of the contracts: without a schema, because schemas and their library weigh more than all
// the rest of that page.

export const LANGUAGES = ['en', 'fr', 'ar'] as const
export type Language = (typeof LANGUAGES)[number]

/** Where a browser signs in, stays and leaves. */
export const door = {
  login: { method: 'POST', path: '/api/v1/auth/login' },
  refresh: { method: 'POST', path: '/api/v1/auth/refresh' },
  logout: { method: 'POST', path: '/api/v1/auth/logout' },
} as const
