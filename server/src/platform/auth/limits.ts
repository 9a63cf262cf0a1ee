import { createHash } from 'node:crypto'
import ipaddr from 'ipaddr.js'
import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible'
import { Problem } from '../errors.ts'
import type { Lanes } from '../lanes.ts'

const WINDOW = 15 * 60
/** Failures in a window after which sign-in pauses: for an account from one address … */
export const MOST_PAIR = 10
/** … for an account from all addresses it never signed in from; so one attacker alone cannot lock its owner out … */
const MOST_ACCOUNT = 30
/** … and from one address for whatever accounts: offices share an address. */
const MOST_ADDRESS = 100
const KNOWN_DAYS = 90

/**
 * Counts failed sign-ins, in the database, so a restart forgets nothing. It counts after the password was judged and
 * looks once more before it admits: guesses that run side by side learn no more than guesses in a row.
 */
export function createLoginLimits(lanes: Lanes) {
  const limiter = (keyPrefix: string, points: number, clearExpiredByTimeout = false) =>
    new RateLimiterPostgres({
      storeClient: { query: ({ text, values }: Query) => lanes.readSlowly({ text, values }, null) },
      storeType: 'client',
      schemaName: 'platform',
      tableName: 'login_attempts',
      tableCreated: true,
      clearExpiredByTimeout,
      keyPrefix,
      points,
      duration: WINDOW,
    })
  const pairs = limiter('pair', MOST_PAIR, true)
  const accounts = limiter('account', MOST_ACCOUNT)
  const addresses = limiter('address', MOST_ADDRESS)
  const known = limiter('known', 1)

  /** Throws 429 when too many attempts failed before. */
  async function check(email: string, ip: string) {
    const { account, address, pair } = keysOf(email, ip)
    const [byPair, byAccount, byAddress, isKnown] = await Promise.all([
      pairs.get(pair),
      accounts.get(account),
      addresses.get(address),
      known.get(pair),
    ])
    if (spent(byPair, MOST_PAIR)) throw tooMany(byPair)
    if (!isKnown && spent(byAccount, MOST_ACCOUNT)) throw tooMany(byAccount)
    if (spent(byAddress, MOST_ADDRESS)) throw tooMany(byAddress)
  }

  return {
    check,

    /** Counts a failure; throws 429 when it is one too many. */
    async fail(email: string, ip: string) {
      const { account, address, pair } = keysOf(email, ip)
      const isKnown = await known.get(pair)
      const [byPair] = await Promise.all([
        pairs.penalty(pair),
        isKnown ? undefined : accounts.penalty(account),
        addresses.penalty(address),
      ])
      if (byPair.consumedPoints > MOST_PAIR) throw tooMany(byPair)
    },

    /** Forgets the failures of this account from this address, and knows the pair from now on. */
    async succeed(email: string, ip: string) {
      await check(email, ip)
      const { pair } = keysOf(email, ip)
      await Promise.all([pairs.delete(pair), known.set(pair, 1, KNOWN_DAYS * 86_400)])
    },
  }
}

export type LoginLimits = ReturnType<typeof createLoginLimits>

interface Query {
  text: string
  values: unknown[]
}

const spent = (result: RateLimiterRes | null, most: number): result is RateLimiterRes =>
  result !== null && result.consumedPoints >= most

const tooMany = ({ msBeforeNext }: RateLimiterRes) =>
  new Problem(429, 'too_many_attempts', { headers: { 'retry-after': String(Math.ceil(msBeforeNext / 1000)) } })

const hash = (text: string) => createHash('sha256').update(text).digest('base64url')

function keysOf(email: string, ip: string) {
  const account = hash(email.toLowerCase())
  const address = networkOf(ip)
  return { account, address: hash(address), pair: hash(`${account} ${address}`) }
}

/** A household or a host owns a whole /64 of IPv6. */
function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip
  const address = ipaddr.process(ip)
  return address.kind() === 'ipv4' ? address.toString() : address.toByteArray().slice(0, 8).join('.')
}
