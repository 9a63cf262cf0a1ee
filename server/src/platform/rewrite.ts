const OURS = new Set(['auth', 'modules', 'tenants', 'v1', 'crm'])
const LISTS = new Set(['summary', 'export', 'stats'])
const RENAMED: Record<string, string> = { companies: 'accounts', deals: 'opportunities' }

/**
 * The accepted shapes of a path, as the canonical one (`api.md`). A path without a tenant gets `~`, which the
 * authentication resolves from the header or the token. Synchronous and pure: it runs on every request.
 */
export function rewritePath(url: string, method = 'GET'): string {
  const mark = url.indexOf('?')
  const query = mark < 0 ? '' : url.slice(mark)
  let path = mark < 0 ? url : url.slice(0, mark)
  while (path.length > 1 && path.endsWith('/')) path = path.slice(0, -1)
  if (!path.startsWith('/api/')) return path + query

  const parts = path.split('/')
  const rest = tenantRest(parts)
  if (!rest) return path + query
  const [tenant, resource = '', ...tail] = rest
  const canonical = ['/api/v1/tenants', tenant, RENAMED[resource] ?? resource, ...tail].join('/')
  // A company is an account of type business: its lists show only those. A new one is a business unless its body says.
  const lists = resource === 'companies' && method === 'GET' && (tail.length === 0 || LISTS.has(tail[0]!))
  return canonical + (lists ? `${query || '?'}${query ? '&' : ''}account_type=business` : query)
}

/** [tenant, resource, …] of an API path; null where the path has no resource of a tenant. */
function tenantRest([, , first, second, ...more]: string[]): string[] | null {
  if (first === 'v1') {
    if (second === 'tenants') return more.length > 1 ? more : null
    return second && !OURS.has(second) ? ['~', second, ...more] : null
  }
  if (first === 'crm') return second && !OURS.has(second) ? ['~', second, ...more] : null
  if (!first || OURS.has(first)) return null
  return ['~', first, ...(second === undefined ? [] : [second]), ...more]
}
