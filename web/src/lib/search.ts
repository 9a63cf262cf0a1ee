/** What stands after `?`: names and texts, nothing else, so that a person can read and write it. */
export type RawSearch = Record<string, string>

/** Repeated names are joined with commas, as the API joins them. */
export function parseSearch(text: string): RawSearch {
  const search: RawSearch = {}
  for (const [name, value] of new URLSearchParams(text)) {
    // `+90d` typed by hand arrives as ` 90d`.
    const typed = value.replace(/^ (?=\d+d$)/, '+')
    search[name] = name in search ? `${search[name]},${typed}` : typed
  }
  return search
}

/** Keeps commas, colons and slashes as they are: `?lead_status=new,callback`. */
export function stringifySearch(search: Record<string, unknown>): string {
  const parts = Object.entries(search)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => {
      const text = encodeURIComponent(String(value)).replace(/%(2C|3A|2F|40)/g, decodeURIComponent)
      return `${encodeURIComponent(name)}=${text}`
    })
  return parts.length ? `?${parts.join('&')}` : ''
}
