const OWN = 'custom.'
type Values = Readonly<Record<string, unknown>>

/** A record as pages read it: the tenant's own values stand among the others, by their names in filters and columns. */
export function flat<R extends object>(record: R): R {
  const { custom } = record as { custom?: Values | null }
  if (!custom) return record
  const entries = Object.entries(custom)
  return entries.length
    ? { ...record, ...Object.fromEntries(entries.map(([key, value]) => [OWN + key, value])) }
    : record
}

/** Changes as the API takes them. */
export function nested(changes: Values): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  const custom: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(changes))
    if (name.startsWith(OWN)) custom[name.slice(OWN.length)] = value
    else body[name] = value
  return Object.keys(custom).length ? { ...body, custom } : body
}

/** A record without what was made flat of an older version of it. */
export const bare = <R extends object>(record: R): R =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !name.startsWith(OWN))) as R
