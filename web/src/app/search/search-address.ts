/** What the address of the search page says. */
export interface SearchAddress {
  q?: string
  /** Kinds of record, by the names the API has for them: `contact,account`. */
  types?: string
  /** What stands open beside the results: `contact:0198…`. */
  peek?: string
}

const text = (value: unknown, most: number) => (typeof value === 'string' ? value.slice(0, most) : '')

export function readSearchAddress(raw: Record<string, unknown>): SearchAddress {
  const [q, types, peek] = [text(raw['q'], 200), text(raw['types'], 200), text(raw['peek'], 100)]
  return { ...(q ? { q } : {}), ...(types ? { types } : {}), ...(peek ? { peek } : {}) }
}
