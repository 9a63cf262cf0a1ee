/** Where somebody stood in a list when they left it. */
export interface KeptPlace {
  top: number
  /** The row with the focus. */
  active: number
  selected: readonly string[]
  /** How long the list was, for the moment until that is known again. */
  total: number
}

const NAME = 'rihla.places'
/** Entries of the browser's history that are remembered. */
const MOST = 30
/** A longer selection is forgotten rather than kept. */
const MOST_SELECTED = 1000

function read(): [string, KeptPlace][] {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? '[]') as [string, KeptPlace][]
  } catch {
    return []
  }
}

/** The place kept for an entry of the history; a new visit to the same address begins at the top. */
export const keptPlace = (entry: string): KeptPlace | null => read().find(([name]) => name === entry)?.[1] ?? null

export function keepPlace(entry: string, place: KeptPlace): void {
  const selected = place.selected.length > MOST_SELECTED ? [] : place.selected
  const others = read().filter(([name]) => name !== entry)
  try {
    sessionStorage.setItem(NAME, JSON.stringify([...others, [entry, { ...place, selected }]].slice(-MOST)))
  } catch {
    // A browser that refuses storage only forgets where one stood.
  }
}
