import { LAYOUTS, type UsualSection } from './usualLayouts.ts'

export type LayoutKind = keyof typeof LAYOUTS
export const LAYOUT_KINDS = Object.keys(LAYOUTS) as [LayoutKind, ...LayoutKind[]]

export interface LayoutSection {
  id: string
  /** What the tenant calls it; a section of ours that has none is called as we call it. */
  name: string | null
  fields: readonly string[]
}

/** Which fields of a record stand where on its page. */
export interface Arrangement {
  sections: readonly LayoutSection[]
  /** Not on the page until somebody asks for them. */
  aside: readonly string[]
}

/** Set by the server as it goes: the log tells nothing of them. */
export const HISTORY = 'history'
/** Where the tenant's own fields stand until somebody places them. */
const OWN = 'own'

const usualOf = (kind: LayoutKind): readonly UsualSection[] => LAYOUTS[kind]
export const isPart = (kind: LayoutKind, id: string): boolean =>
  usualOf(kind).some((section) => section.id === id && section.fields === null)

/** Every field that has a place on the page, and the section of ours it belongs to. */
export const homesOf = (kind: LayoutKind, own: readonly string[]): Map<string, string> =>
  new Map(usualOf(kind).flatMap(({ id, fields }) => (id === OWN ? own : (fields ?? [])).map((name) => [name, id])))

/** The section a field comes to that nobody placed: the one it belongs to, or the last one there is that is not the history. */
export function homeAmong<S extends { id: string }>(
  kind: LayoutKind,
  sections: readonly S[],
  home: string | undefined,
): S | undefined {
  const open = sections.filter(({ id }) => !isPart(kind, id))
  return open.find(({ id }) => id === home) ?? open.findLast(({ id }) => id !== HISTORY) ?? open.at(-1)
}

/**
 * What somebody arranged, for the fields there are by now: each stands in exactly one place. What is gone falls out; what
 * nobody placed comes last in the section it belongs to, or in the last one there is.
 */
export function arrange(kind: LayoutKind, kept: Arrangement | null, own: readonly string[]): Arrangement {
  const usual = usualOf(kind)
  const homes = homesOf(kind, own)
  const placed = new Set<string>()
  const take = (names: readonly string[]) =>
    names.filter((name) => homes.has(name) && !placed.has(name) && placed.add(name))
  const seen = new Set<string>()
  const sections = (kept?.sections ?? usual.map(({ id, fields }) => ({ id, name: null, fields: fields ?? [] })))
    .filter(({ id }) => !seen.has(id) && seen.add(id))
    .map(({ id, name, fields }) => ({ id, name, fields: isPart(kind, id) ? [] : take(fields) }))
  const aside = take(kept?.aside ?? [])
  for (const { id, fields } of usual) if (!fields && !seen.has(id)) sections.push({ id, name: null, fields: [] })
  for (const [name, home] of homes) {
    if (placed.has(name)) continue
    const there = homeAmong(kind, sections, home)
    if (there) there.fields.push(name)
    else sections.push({ id: home, name: null, fields: [name] })
  }
  return { sections, aside }
}
