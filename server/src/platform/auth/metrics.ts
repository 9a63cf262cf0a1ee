import { Counter } from 'prom-client'

export const logins = new Counter({
  name: 'auth_login_total',
  help: 'Sign-ins by result',
  labelNames: ['result'] as const,
})

export const verifications = new Counter({
  name: 'auth_token_total',
  help: 'Access tokens presented, by result',
  labelNames: ['result'] as const,
})

export const reuses = new Counter({
  name: 'refresh_reuse_total',
  help: 'Refresh tokens that came back long after they were spent: each ended its session',
})
