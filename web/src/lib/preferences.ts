/** What this browser remembers for its user. Nothing of a tenant goes here. */
const prefix = 'rihla.'

export function readPreference(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name)
  } catch {
    return null
  }
}

/** Keeps a preference; `null` forgets it. A browser that refuses storage only forgets sooner. */
export function keepPreference(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(prefix + name)
    else localStorage.setItem(prefix + name, value)
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
}
