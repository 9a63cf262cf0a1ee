// Runs inside the page before any other code of ours, as text that the build puts there: it imports nothing but types. It
// only begins sooner what the app would do for itself, so whatever it cannot do is left to the app.

import type { PrefetchRoute } from './prefetch-route.ts'

/** A request that was sent before the app could ask for it. */
export interface Prefetched {
  answer: Promise<Response>
  /** When the answer came. */
  at?: number
}

declare global {
  // By method, address, body and token, as `lib/http.ts` would send it.
  var rihlaPrefetched: Map<string, Prefetched> | undefined
}

export interface PrefetchPlan {
  /** Scripts with the texts of each language. */
  languages: Readonly<Record<string, readonly string[]>>
  /** Of the paths for those who have not signed in. */
  signedOutPaths: string
  refresh: string
  /** The first that fits is the page's. */
  routes: readonly PrefetchRoute[]
  /** Parts of a list's address that the API does not know. */
  drawing: readonly string[]
}

const LONGEST = 30_000

export function prefetch({ languages, signedOutPaths, refresh, routes, drawing }: PrefetchPlan): void {
  const kept = (name: string) => localStorage.getItem(`rihla.${name}`)
  const load = (files: readonly string[]) => {
    for (const href of files)
      document.head.append(
        Object.assign(document.createElement('link'), { rel: 'modulepreload', href, crossOrigin: '' }),
      )
  }
  const prefetched: Map<string, Prefetched> = (globalThis.rihlaPrefetched = new Map())

  try {
    const wanted = [kept('locale'), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())]
    const language = wanted.find((one) => one !== null && Object.hasOwn(languages, one)) ?? 'en'
    const { pathname, search } = location
    const inside = kept('signed-in') === 'yes' && !new RegExp(signedOutPaths).test(pathname)
    const route = inside
      ? routes.find((one) => new RegExp(one.path).test(pathname) && new RegExp(one.search ?? '').test(search))
      : undefined
    if (!route) return load(languages[language]!)

    const ask = (method: string, address: string, { body = '', token = '' }) => {
      const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language }
      if (body) headers['content-type'] = 'application/json'
      if (token) headers['authorization'] = `Bearer ${token}`
      const signal = AbortSignal.timeout(LONGEST)
      const one: Prefetched = {
        answer: fetch(address, { method, headers, body: body || null, credentials: 'same-origin', signal }),
      }
      one.answer.then(
        () => (one.at = performance.now()),
        // Whoever takes it hears of it.
        () => {},
      )
      prefetched.set([method, address, body, token].join(' '), one)
      return one.answer
    }
    const [, tenant, id] = new RegExp(route.path).exec(pathname)!
    const body = JSON.stringify(tenant ? { tenant: decodeURIComponent(tenant) } : {})
    const first = async () => {
      // Tabs that begin in the same moment need not take turns, as they do in `lib/session.ts`: the server answers a
      // token that was spent a few seconds ago with the same successor.
      const answer = await ask('POST', refresh, { body })
      if (!answer.ok) return
      const session = await answer.clone().json()
      for (const { path, query = '', own } of route.asks) {
        const asked = new URLSearchParams(own ? search : '')
        for (const name of drawing) asked.delete(name)
        // A filter may say what the API refuses; the page knows, and leaves it out. Words are never refused.
        if ([...asked.keys()].some((name) => name !== 'search')) continue
        for (const [name, value] of new URLSearchParams(query)) asked.append(name, value)
        const filled = path.replace('{tenant_id}', encodeURIComponent(session.tenant.slug)).replace('{id}', id ?? '')
        void ask('GET', asked.size ? `${filled}?${asked}` : filled, { token: session.access_token }).catch(() => {})
      }
    }
    // Before the scripts: a browser has few lines to one host, and everything else waits for this answer.
    first().catch(() => {})
    load([...languages[language]!, ...route.files])
    // The first number that a browser writes costs it more than all after it. Now it only waits.
    new Intl.NumberFormat(language).format(1)
  } catch {
    // Storage that is refused, an address that cannot be read: the app deals with them.
  }
}
