/** Reads what people type for a number: `1 200,50` and `1,200.50` are the same; anything else is NaN. */
export function readNumber(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f'’]/g, '')
  if (!bare) return null
  const comma = bare.lastIndexOf(',')
  const point = bare.lastIndexOf('.')
  const alone = comma >= 0 && point < 0
  // A single comma before one or two digits is a decimal sign; elsewhere commas part the thousands.
  const decimal = comma > point && (!alone || /^-?\d+,\d{1,2}$/.test(bare)) ? ',' : '.'
  const plain = decimal === ',' ? bare.replaceAll('.', '').replace(',', '.') : bare.replaceAll(',', '')
  return /^-?\d*\.?\d+$|^-?\d+\.$/.test(plain) ? Number(plain) : Number.NaN
}
