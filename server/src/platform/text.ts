/** The beginning of a text, without half of a sign of two halves (an emoji, say): PostgreSQL takes none in JSON. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const last = text.charCodeAt(most - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most)
}
