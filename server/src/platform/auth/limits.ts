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
  const limiter = (prefix: string, points: number, sweeps = false) => limiterOf(lanes, prefix, points, WINDOW, sweeps)
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

/** Links asked for by one account in a window, from wherever … */
export const MOST_ASKED = 5
/** … and from one address, for whatever accounts. */
const MOST_ASKED_ADDRESS = 60
/** Tokens of links that were none, from one address. */
const MOST_GUESSED = 100

/** Counts what is done about links without signing in: asking for them, and trying tokens. */
export function createLinkLimits(lanes: Lanes) {
  const accounts = limiterOf(lanes, 'asked', MOST_ASKED, WINDOW)
  const addresses = limiterOf(lanes, 'asking', MOST_ASKED_ADDRESS, WINDOW)
  const guesses = limiterOf(lanes, 'guess', MOST_GUESSED, WINDOW)
  return {
    /** Counts a request for a link, the same for known and unknown e-mails; throws 429 when it is one too many. */
    async ask(email: string, ip: string) {
      const { account, address } = keysOf(email, ip)
      const [byAccount, byAddress] = await Promise.all([accounts.penalty(account), addresses.penalty(address)])
      if (byAccount.consumedPoints > MOST_ASKED) throw tooMany(byAccount)
      if (byAddress.consumedPoints > MOST_ASKED_ADDRESS) throw tooMany(byAddress)
    },

    /** Runs what a token opens; a token that opens nothing counts. */
    async guarded<T>(ip: string, open: () => Promise<T>): Promise<T> {
      const address = hash(networkOf(ip))
      const before = await guesses.get(address)
      if (spent(before, MOST_GUESSED)) throw tooMany(before)
      try {
        return await open()
      } catch (error) {
        if (error instanceof Problem && error.status === 404) await guesses.penalty(address)
        throw error
      }
    },
  }
}

export type LinkLimits = ReturnType<typeof createLinkLimits>

function limiterOf(lanes: Lanes, keyPrefix: string, points: number, duration: number, clearExpiredByTimeout = false) {
  return new RateLimiterPostgres({
    storeClient: { query: ({ text, values }: Query) => lanes.readSlowly({ text, values }, null) },
    storeType: 'client',
    schemaName: 'platform',
    tableName: 'login_attempts',
    tableCreated: true,
    clearExpiredByTimeout,
    keyPrefix,
    points,
    duration,
  })
}

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
