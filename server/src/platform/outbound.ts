import { lookup } from 'node:dns/promises'
import { connect, isIP, type Socket } from 'node:net'
import ipaddr from 'ipaddr.js'

/** An address that no socket of ours goes to. */
export class RefusedAddress extends Error {
  override name = 'RefusedAddress'
}

interface Destination {
  host: string
  port: number
  /**
   * Who named the host. What a tenant names may only be on the public internet; what the operator names in the
   * configuration may be anywhere, also beside us.
   */
  named_by: 'operator' | 'tenant'
  /** Milliseconds to wait for name and connection. */
  patience?: number
}

const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number]
/** Ports that a tenant may name: HTTP, and submission and reading of mail, over TLS or with STARTTLS. */
const PORTS = new Set([80, 443, 465, 587, 993, 143])

/**
 * Whether an address is on the public internet: an IPv4 address that is no special range, or an IPv6 address of the
 * range that is given out (2000::/3) and no special range in it. Names of ranges alone are not enough: some forms that
 * carry an IPv4 address count as plain unicast (`security.md` §0.7).
 */
export function isPublic(address: string): boolean {
  if (!isIP(address) || address.includes('%')) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(GLOBAL_V6)
}

/**
 * The one way out: resolves a name once, judges every address it has, and connects to one that was judged, so a name
 * that answers differently a moment later leads nowhere else.
 */
export async function connectOut({ host, port, named_by, patience = 10_000 }: Destination): Promise<Socket> {
  if (named_by === 'tenant' && !PORTS.has(port)) throw new RefusedAddress(`Port ${port} is not allowed.`)
  const addresses = isIP(host) ? [host] : (await resolve(host, patience)).map(({ address }) => address)
  if (named_by === 'tenant' && !addresses.every(isPublic))
    throw new RefusedAddress('The host has an address that is not on the public internet.')
  let failure: unknown
  for (const address of addresses.slice(0, 4)) {
    try {
      return await open(address, port, patience)
    } catch (error) {
      failure = error
    }
  }
  throw failure ?? new RefusedAddress('The host has no address.')
}

async function resolve(host: string, patience: number) {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('The name of the host was not resolved in time.')), patience)
  return Promise.race([lookup(host, { all: true }), late.promise]).finally(() => clearTimeout(timer))
}

function open(host: string, port: number, patience: number): Promise<Socket> {
  return new Promise((done, fail) => {
    const socket = connect({ host, port })
    socket.setTimeout(patience, () => socket.destroy(new Error('The host did not answer in time.')))
    socket.once('error', fail)
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.off('error', fail)
      done(socket)
    })
  })
}
