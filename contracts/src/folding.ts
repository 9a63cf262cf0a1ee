/** Letters that no decomposition makes one: Arabic forms, ligatures and strokes, the two sigmas, marks that look alike. */
const ALIKE: Record<string, string> = {
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ß: 'ss',
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ς: 'σ',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '‐': '-',
  '–': '-',
}
const LIKE_OTHERS = new RegExp(`[${Object.keys(ALIKE).join('')}]`, 'g')

/**
 * Letters as searches compare them: without case, accents, Arabic forms, vowel marks, tatweel and invisible marks, and
 * digits as 0–9. The server finds by them, and the browser marks what was found.
 */
export const foldLetters = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{Mn}\p{Cf}\u0640]/gu, '')
    .toLowerCase()
    .replace(LIKE_OTHERS, (letter) => ALIKE[letter]!)
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
