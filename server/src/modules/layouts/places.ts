import type { Arrangement } from '@rihla/contracts/layoutShape.ts'

/**
 * The new arrangement with what nobody could see while arranging it, where it stood before: after the same neighbour, as
 * far as its section is still there.
 */
export function keepPlaces(next: Arrangement, before: Arrangement | null, unseen: ReadonlySet<string>): Arrangement {
  if (!before) return next
  const named = new Set([...next.sections.flatMap(({ fields }) => fields), ...next.aside])
  const place = (now: readonly string[], then: readonly string[] = []): readonly string[] => {
    const fields = [...now]
    for (const [index, name] of then.entries()) {
      if (!unseen.has(name) || named.has(name)) continue
      const neighbour = then.slice(0, index).findLast((other) => fields.includes(other))
      fields.splice(neighbour === undefined ? 0 : fields.indexOf(neighbour) + 1, 0, name)
    }
    return fields
  }
  const past = new Map(before.sections.map(({ id, fields }) => [id, fields]))
  return {
    sections: next.sections.map((section) => ({ ...section, fields: place(section.fields, past.get(section.id)) })),
    aside: place(next.aside, before.aside),
  }
}
