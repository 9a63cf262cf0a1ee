import '../prefetch.ts'

/** An answer older than this may be so no longer. */
const FRESH = 15_000

/** The answer to a request that the page sent before this code was there; only once, and only while it is fresh. */
export function takePrefetched(
  method: string,
  address: string,
  body: string | null,
  token = '',
): Promise<Response> | null {
  const key = [method, address, body ?? '', token].join(' ')
  const one = globalThis.rihlaPrefetched?.get(key)
  if (!one) return null
  globalThis.rihlaPrefetched!.delete(key)
  return one.at === undefined || performance.now() - one.at < FRESH ? one.answer : null
}
