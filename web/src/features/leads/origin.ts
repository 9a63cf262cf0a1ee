/** A list as the address of a record names it, so that next and previous survive a reload and a copied address. */
export const originOf = (query: Readonly<Record<string, string>>): string =>
  new URLSearchParams(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1))).toString() || 'all'

/** The list behind such a name. */
export const originQuery = (origin: string): Record<string, string> =>
  origin === 'all' ? {} : Object.fromEntries(new URLSearchParams(origin))
