import {
  createLocalJWKSet,
  type CryptoKey,
  type FlattenedJWSInput,
  type JSONWebKeySet,
  type JWSHeaderParameters,
} from 'jose'
import { Problem } from '../errors.ts'

type Find = (header: JWSHeaderParameters, token: FlattenedJWSInput) => Promise<CryptoKey>

/** A key that was removed is refused within this time and the life of the cache of verified tokens. */
const FRESH = 30_000
/** At most one fetch in this time, however many unknown key ids come. */
const PAUSE = 30_000
/** Known keys work this long while their source is away. */
const STALE = 24 * 3_600_000
const PATIENCE = 3000
const MOST_BYTES = 512 * 1024

/**
 * The public keys of an outside auth service. jose's own remote set forgets its keys when the source is away for as long
 * as they are cached; here they stay, because an auth service that restarts must not sign everybody out.
 */
export class RemoteKeys {
  #url: string
  #now: () => number
  #find: Find | undefined
  #fetched = -Infinity
  #tried = -Infinity
  #pending: Promise<void> | undefined

  constructor(url: string, now: () => number = Date.now) {
    this.#url = url
    this.#now = now
  }

  /** jose's way to ask for the key of a token. Throws jose's error for a key that is not there. */
  find = async (header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> => {
    if (this.#now() - this.#fetched > FRESH) await this.#fetch()
    if (!this.#find || this.#now() - this.#fetched > STALE) throw away()
    try {
      return await this.#find(header, token)
    } catch (error) {
      if ((error as { code?: string }).code !== 'ERR_JWKS_NO_MATCHING_KEY') throw error
      const before = this.#fetched
      await this.#fetch()
      if (this.#fetched === before) throw error
      return this.#find(header, token)
    }
  }

  /** One at a time; never throws: what is known stays. */
  #fetch(): Promise<void> {
    if (this.#now() - this.#tried < PAUSE) return this.#pending ?? Promise.resolve()
    this.#tried = this.#now()
    this.#pending = this.#load()
      .then((keys) => {
        this.#find = createLocalJWKSet(keys)
        this.#fetched = this.#tried
      })
      // The keys known so far go on to be used, and whoever has another one is refused.
      .catch(() => undefined)
      .finally(() => (this.#pending = undefined))
    return this.#pending
  }

  async #load(): Promise<JSONWebKeySet> {
    const answer = await fetch(this.#url, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (!answer.ok) throw new Error(`JWKS answered ${answer.status}`)
    if (Number(answer.headers.get('content-length') ?? 0) > MOST_BYTES) throw new Error('JWKS too large')
    const text = await answer.text()
    if (text.length > MOST_BYTES) throw new Error('JWKS too large')
    return JSON.parse(text) as JSONWebKeySet
  }
}

/** Not a 401: the token may be good, and a client that is told otherwise signs its user out. */
const away = () => new Problem(503, 'overloaded', { headers: { 'retry-after': '5' } })
