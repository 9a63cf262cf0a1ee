import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { ConfigError, loadConfig } from '#platform/config.ts'

const DATA_DIR = mkdtempSync(join(tmpdir(), 'rihla-config-'))
after(() => rmSync(DATA_DIR, { recursive: true }))
const load = (env: Record<string, string>) => loadConfig({ DATA_DIR, ...env })
const strong = 'q1LZ0nVb7m3Wk9tXy2Rc8dHs5uJe4fGa'

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    load(env)
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.problems
  }
  return []
}

test('without a variable there is a whole configuration', () => {
  assert.deepEqual(load({ JWT_SECRET_KEY: strong }), {
    secret: strong,
    old_secrets: [],
    env: 'development',
    port: 8006,
    host: 'localhost',
    log_level: 'info',
    database_url: undefined,
    database_admin_url: undefined,
    data_dir: DATA_DIR,
    redis_url: undefined,
    amqp_url: undefined,
    auth: { jwks_url: undefined, issuer: undefined },
    cors_origins: [],
    metrics_token: undefined,
    public_url: undefined,
    mail: undefined,
    files: { most: 26_214_400, s3: undefined },
    imports: { most: 1_073_741_824 },
    trust_proxy: false,
  })
  assert.ok(loadConfig({ JWT_SECRET_KEY: strong }).data_dir.endsWith('/.data'))
})

test('outside production a secret is made once, for its owner alone', () => {
  const { secret } = load({})
  assert.ok(secret.length >= 64)
  assert.equal(load({ NODE_ENV: 'test' }).secret, secret)
  assert.equal(readFileSync(join(DATA_DIR, 'secret'), 'utf8'), secret)
  assert.equal(statSync(join(DATA_DIR, 'secret')).mode & 0o777, 0o600)
})

test('spellings that others use are understood', () => {
  const spelled = (LOG_LEVEL: string) => load({ LOG_LEVEL }).log_level
  assert.deepEqual(['INFO', 'warning', 'Critical', 'DEBUG'].map(spelled), ['info', 'warn', 'fatal', 'debug'])
  assert.equal(load({ DATABASE_URL: 'postgresql+asyncpg://u:p@db/crm' }).database_url, 'postgresql://u:p@db/crm')
  assert.equal(load({ DATABASE_URL: 'postgres://u:p@db/crm' }).database_url, 'postgres://u:p@db/crm')
  assert.equal(load({ SECRET_KEY: strong }).secret, strong)
  assert.deepEqual(load({ OLD_SECRET_KEYS: ' one, two,' }).old_secrets, ['one', 'two'])
  assert.equal(load({ SECRET_KEY: 'other', JWT_SECRET_KEY: strong }).secret, strong)
  const origins = ['https://a.example', 'http://localhost:3000']
  for (const CORS_ORIGINS of [origins.join(','), JSON.stringify(origins), `${origins.join('/ ')}/`])
    assert.deepEqual(load({ CORS_ORIGINS }).cors_origins, origins)
  assert.equal(load({ REDIS_URL: '', AMQP_URL: '  ' }).redis_url, undefined)
  const proxies = (TRUST_PROXY: string) => load({ TRUST_PROXY }).trust_proxy
  assert.deepEqual(['True', '2', '10.0.0.1, 10.1.0.0/16'].map(proxies), [true, 2, ['10.0.0.1', '10.1.0.0/16']])
})

test('the keys of an auth service are at its well-known address, unless said otherwise', () => {
  const AUTH_SERVICE_URL = 'https://auth.example/realm/'
  assert.equal(load({ AUTH_SERVICE_URL }).auth.jwks_url, 'https://auth.example/realm/.well-known/jwks.json')
  const AUTH_JWKS_URL = 'https://keys.example/jwks'
  assert.equal(load({ AUTH_SERVICE_URL, AUTH_JWKS_URL }).auth.jwks_url, AUTH_JWKS_URL)
})

test('all problems come at once, with the variable and never its value', () => {
  const wrong = {
    NODE_ENV: 'staging',
    PORT: '99999',
    LOG_LEVEL: 'loud',
    DATABASE_URL: 'mysql://root:hunter2@db/crm',
    REDIS_URL: 'hunter2',
    AUTH_SERVICE_URL: 'hunter2',
    CORS_ORIGINS: '*',
    METRICS_TOKEN: 'hunter2',
  }
  const problems = problemsOf(wrong)
  assert.deepEqual(
    problems.map((problem) => problem.split(' ')[0]),
    Object.keys(wrong),
  )
  assert.ok(!problems.join().includes('hunter2'))
})

test('a mail server is one address, or its parts', () => {
  const basics = { MAIL_FROM: 'Oasis Travel <crm@oasis.example>', PUBLIC_URL: 'https://crm.oasis.example' }
  const mail = (env: Record<string, string>) => load({ ...basics, ...env }).mail
  const from = { name: 'Oasis Travel', address: 'crm@oasis.example' }
  assert.equal(mail({}), undefined)
  assert.deepEqual(mail({ SMTP_URL: 'smtp://mail.example' }), { host: 'mail.example', port: 587, secure: false, from })
  const account = { user: 'u@x', password: 'p:/w', from }
  assert.deepEqual(mail({ SMTP_URL: 'smtps://u%40x:p%3A%2Fw@mail.example' }), {
    host: 'mail.example',
    port: 465,
    secure: true,
    ...account,
  })
  assert.deepEqual(
    mail({
      SMTP_HOST: '10.0.0.7',
      SMTP_PORT: '2525',
      SMTP_USER: 'u@x',
      SMTP_PASSWORD: 'p:/w',
      MAIL_FROM: 'crm@oasis.example',
    }),
    { host: '10.0.0.7', port: 2525, secure: false, ...account, from: { name: '', address: 'crm@oasis.example' } },
  )
})

test('mail without a sender or an address of ours does not start, nor with ones that are none', () => {
  const named = (env: Record<string, string>) => problemsOf(env).map((problem) => problem.split(' ')[0])
  assert.deepEqual(named({ SMTP_HOST: 'mail.example' }), ['MAIL_FROM', 'PUBLIC_URL'])
  assert.deepEqual(named({ SMTP_URL: 'smtp://u:hunter2@mail.example', MAIL_FROM: 'a@b.example' }), ['PUBLIC_URL'])
  const wrong = {
    SMTP_URL: 'mail.example',
    SMTP_HOST: 'a b',
    SMTP_PORT: 'x',
    MAIL_FROM: 'Oasis',
    PUBLIC_URL: 'http://x',
  }
  assert.deepEqual(named(wrong), ['SMTP_URL', 'SMTP_HOST', 'SMTP_PORT', 'MAIL_FROM'])
  assert.deepEqual(named({ MAIL_FROM: 'A <a@b.example>, c@d.example' }), ['MAIL_FROM'])
})

test('production refuses a secret that is missing, known, short or repetitive, naming its variable', () => {
  const weak = [
    '',
    'secret',
    'changeme',
    'your-secret-key-change-in-production',
    'CHANGE-ME-CHANGE-ME-CHANGE-ME-CHANGE-ME',
    'replace_this_with_a_long_random_string_please',
    strong.slice(1),
    'abababababababababababababababababab',
  ]
  for (const JWT_SECRET_KEY of weak) {
    const [problem, ...others] = problemsOf({ NODE_ENV: 'production', JWT_SECRET_KEY })
    assert.match(problem ?? '', /^JWT_SECRET_KEY (is|repeats) /, JWT_SECRET_KEY)
    assert.deepEqual(others, [])
    if (JWT_SECRET_KEY.length > 10) assert.ok(!problem!.includes(JWT_SECRET_KEY))
  }
  assert.match(problemsOf({ NODE_ENV: 'production', SECRET_KEY: 'short' })[0]!, /^SECRET_KEY /)
  const { host, secret } = load({ NODE_ENV: 'production', JWT_SECRET_KEY: strong })
  assert.deepEqual({ host, secret }, { host: '0.0.0.0', secret: strong })
})
