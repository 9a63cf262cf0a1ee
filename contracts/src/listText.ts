/*
 * A list as one text of a query: values parted by commas. A value that holds a comma stands in quotes, and a quote in
 * quotes is doubled, as in a line of a CSV file: `tags="Fès, médina",vip`.
 */

const PART = /\s*(?:"((?:[^"]|"")*)"\s*|([^,]*))(?:,|$)/gy
const NEEDS_QUOTES = /,|^\s*"|^\s|\s$/

/** The values of such a text. A quote that nobody closes is a sign like any other. */
export function readListText(text: string): string[] {
  const parts = Array.from(text.matchAll(PART), ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!)
  return parts.map((part) => part.trim()).filter(Boolean)
}

export const writeListText = (values: readonly string[]): string =>
  values.map((value) => (NEEDS_QUOTES.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(',')
