// Without a schema: the sign-in page asks these, and zod weighs more than all the rest of that page.

/** Where a browser signs in, stays and leaves. */
export const authEndpoints = {
  login: { method: 'POST', path: '/api/v1/auth/login' },
  refresh: { method: 'POST', path: '/api/v1/auth/refresh' },
  logout: { method: 'POST', path: '/api/v1/auth/logout' },
} as const
