import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { exportJWK, type JWTPayload, SignJWT } from 'jose'
import type { Problem } from '../errors.ts'
import { createAuthenticate } from './authenticate.ts'
import { RemoteKeys } from './jwks.ts'
import { deriveKeys } from './keys.ts'
import { trustOutside } from './outside.ts'
import { mintAccessToken } from './tokens.ts'

const secret = 'a secret of the tests that is long enough'
const ISSUER = 'https://auth.example'
const keys = deriveKeys(secret)
const grant = { user_id: 'u', session_id: 's', tenant_id: 't' }
const ended = new Set<string>()

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const rsaJwk = { ...(await exportJWK(rsa.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
let served: object = { keys: [rsaJwk] }
let fetches = 0
const server = createServer((_, response) => {
  fetches += 1
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(served))
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
after(() => server.close())
const jwks_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`

const authenticateWith = (auth: { jwks_url?: string; issuer?: string }) =>
  createAuthenticate({
    keys,
    outside: trustOutside({ secret, auth }),
    isLive: (session_id) => Promise.resolve(!ended.has(session_id)),
  })
const plain = authenticateWith({})
const trusting = authenticateWith({ jwks_url, issuer: ISSUER })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

const soon = () => Math.floor(Date.now() / 1000) + 300
const hmacKey = new TextEncoder().encode(secret)
const shared = (claims: JWTPayload, header: object = {}) =>
  new SignJWT({ sub: 'x', tenant_id: 'atlas', role: 'agent', exp: soon(), ...claims })
    .setProtectedHeader({ alg: 'HS256', ...header })
    .sign(hmacKey)
const signed = (claims: JWTPayload, header: object = {}) =>
  new SignJWT({ sub: 'x', iss: ISSUER, tenant_id: 'atlas', exp: soon(), ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'one', ...header })
    .sign(rsa.privateKey)
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
/** A token of any header and payload, signed with HMAC. */
function forged(header: object, payload: unknown, key: string | Buffer = secret) {
  const text = `${base64(header)}.${base64(payload)}`
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
}

async function refused(token: string, authenticate = plain) {
  await assert.rejects(authenticate(bearer(token)), (problem: Problem) => {
    assert.deepEqual([problem.status, problem.code], [401, 'unauthenticated'])
    assert.equal(problem.details.headers?.['www-authenticate'], 'Bearer')
    return true
  })
}

test('an own token says who, by which session, in which tenant', async () => {
  const principal = await plain(bearer(await mintAccessToken(keys, grant)))
  assert.partialDeepStrictEqual(principal, {
    user_id: 'u',
    session_id: 's',
    tenant: 't',
    issuer: 'rihla',
    subject: 'u',
  })
  assert.ok(Math.abs(principal.expires_at.getTime() - Date.now() - 600_000) < 5000)
})

test('B1: no, garbage, expired, early and misdirected tokens are 401 in one shape', async () => {
  for (const authorization of [undefined, '', 'Bearer', 'Basic dTpw', 'Bearer x.y.z', `Bearer ${'a'.repeat(9000)}`])
    await assert.rejects(plain({ authorization }), { status: 401, code: 'unauthenticated' })

  const own = (claims: JWTPayload, header: object = {}) =>
    new SignJWT({
      sub: 'u',
      sid: 's',
      tenant_id: 't',
      iss: 'rihla',
      aud: 'rihla',
      iat: soon() - 400,
      exp: soon(),
      ...claims,
    })
      .setProtectedHeader({ alg: 'EdDSA', kid: keys.kid, typ: 'at+jwt', ...header })
      .sign(keys.private_key)
  await plain(bearer(await own({})))
  await refused(await mintAccessToken(keys, grant, 600, new Date(Date.now() - 601_000)))
  await refused(await mintAccessToken(deriveKeys('another secret, just as long as this'), grant))
  for (const claims of [
    { nbf: soon() },
    { aud: 'other' },
    { iss: 'other' },
    { iss: ['rihla'] as unknown as string },
    { exp: undefined },
    { exp: 'never' as unknown as number },
    { sub: undefined },
    { sid: undefined },
    { tenant_id: undefined },
  ])
    await refused(await own(claims))
  for (const typ of ['JWT', 'id+jwt', undefined]) await refused(await own({}, { typ }))
})

test('B2: a token cannot choose how it is verified', async () => {
  const claims = { sub: 'x', tenant_id: 'atlas', role: 'admin', exp: soon() }
  const pem = keys.public_key.export({ type: 'spki', format: 'pem' }) as string
  const rsaPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }) as string
  const before = fetches
  await refused(`${base64({ alg: 'none' })}.${base64(claims)}.`)
  await refused(`${base64({ alg: 'None', typ: 'JWT' })}.${base64(claims)}.AAAA`)
  for (const key of [pem, pem.trim(), ` ${pem}`, `\n${pem}`, rsaPem, ` ${rsaPem}`])
    for (const header of [{ alg: 'HS256' }, { alg: 'HS256', kid: keys.kid }, { alg: 'HS256', kid: 'one' }])
      await refused(forged(header, claims, key), trusting)
  for (const kid of ['../../etc/passwd', "' or 1=1 --", '', 7, { a: 1 }]) {
    await refused(forged({ alg: 'EdDSA', kid }, claims))
    if (typeof kid !== 'string') await refused(forged({ alg: 'HS256', kid }, claims))
  }
  await refused(
    forged({ alg: 'EdDSA', kid: keys.kid, typ: 'at+jwt' }, { ...claims, iss: 'rihla', aud: 'rihla', sid: 's' }),
  )
  const jwk = { kty: 'oct', k: Buffer.from(secret).toString('base64url') }
  for (const header of [{ jku: jwks_url }, { x5u: jwks_url }, { jwk }, { x5c: ['MII'] }])
    await refused(await shared({}, header))
  for (const crit of [['exp'], ['unheard-of'], []]) await refused(forged({ alg: 'HS256', crit }, claims))
  await refused(forged({ alg: 'HS256', crit: ['b64'], b64: false }, claims))
  for (const payload of [[claims], 'text', 7, null]) await refused(forged({ alg: 'HS256' }, payload))
  await refused(forged({ alg: 'HS512' }, claims))
  assert.equal(fetches, before)
})

test('an outside token by the shared secret', async () => {
  const principal = await plain(bearer(await shared({ role: 'Agent', email: 'a@b.example', name: 'Amal' })))
  assert.partialDeepStrictEqual(principal, {
    user_id: null,
    session_id: null,
    tenant: 'atlas',
    subject: 'x',
    claims: { roles: ['agent'], email: 'a@b.example', name: 'Amal' },
  })
  const organization = await shared({
    tenant_id: undefined,
    organization_id: 'sahara',
    role: undefined,
    roles: ['x', 'viewer'],
  })
  const other = await plain(bearer(organization))
  assert.deepEqual([other.tenant, other.claims?.roles], ['sahara', ['x', 'viewer']])
  const none = await plain(bearer(await shared({ tenant_id: undefined, role: undefined, aud: ['a', 'rihla'] })))
  assert.deepEqual([none.tenant, none.claims?.roles], [null, undefined])

  for (const claims of [
    { exp: Math.floor(Date.now() / 1000) - 1 },
    { exp: undefined },
    { nbf: soon() },
    { sub: undefined },
    { sub: '' },
    { sub: 'a\0b' },
    { sub: 7 as unknown as string },
    { aud: 'somebody-else' },
    { iss: 'rihla' },
    { iss: [ISSUER] as unknown as string },
    { tenant_id: 7 },
    { tenant_id: 'atlas', organization_id: 'sahara' },
  ])
    await refused(await shared(claims))
  await refused(await shared({}, { typ: 'logout+jwt' }))
})

test('an outside token by the keys of an auth service', async () => {
  const token = await signed({})
  assert.partialDeepStrictEqual(await trusting(bearer(token)), { issuer: ISSUER, subject: 'x', tenant: 'atlas' })
  await refused(token, plain)
  await refused(await signed({ iss: 'https://evil.example' }), trusting)
  await refused(await signed({ iss: undefined }), trusting)
  await refused(await signed({}, { kid: 'two' }), trusting)
  await refused(await signed({}, { alg: 'PS256' }), trusting)
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const forgery = new SignJWT({ sub: 'x', iss: ISSUER, exp: soon() }).setProtectedHeader({ alg: 'RS256', kid: 'one' })
  await refused(await forgery.sign(stranger.privateKey), trusting)
})

test('B3: keys follow their source, which is asked rarely and may be away', async () => {
  let now = Date.now()
  const remote = new RemoteKeys(jwks_url, () => now)
  const find = (kid: string) => remote.find({ alg: 'RS256', kid }, { payload: '', signature: '' })
  await find('one')
  let before = fetches
  for (let i = 0; i < 50; i += 1) await assert.rejects(find(`unknown-${i}`))
  assert.equal(fetches, before)
  now += 30_001
  await Promise.all(Array.from({ length: 50 }, (_, i) => assert.rejects(find(`unknown-${i}`))))
  assert.equal(fetches, before + 1)

  served = { keys: [{ ...rsaJwk, kid: 'two' }] }
  now += 30_001
  await find('two')
  await assert.rejects(find('one'))

  server.close()
  server.closeAllConnections()
  now += 3_600_000
  before = fetches
  await find('two')
  assert.equal(fetches, before)
  await assert.rejects(new RemoteKeys(jwks_url).find({ alg: 'RS256', kid: 'two' }, { payload: '', signature: '' }), {
    status: 503,
  })
})

test('B11: a token dies with its session', async () => {
  const token = await mintAccessToken(keys, { ...grant, session_id: 'short' })
  await plain(bearer(token))
  ended.add('short')
  await refused(token)
})
