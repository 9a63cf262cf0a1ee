import { expect, test } from 'vitest'
import { piecesOf } from './marks.ts'

const shown = (text: string, query: string) =>
  piecesOf(text, query)
    .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('')

test.each([
  ['Amina El Fassi', 'fas amina', '[Amina] El [Fas]si'],
  ['Hélène Lefèvre', 'LEFEVRE hel', '[Hél]ène [Lefèvre]'],
  ['Hele\u0301ne', 'ene', 'Hel[e\u0301ne]'],
  ['أمينة بنعلي', 'امينه بنعلى', '[أمينة] [بنعلي]'],
  ['مُحَمَّد', 'محمد', '[مُحَمَّد]'],
  ['سلمـــى', 'سلمي', '[سلمـــى]'],
  ['Œuvre', 'oeu', '[Œu]vre'],
  ['amina@atlas.example · Fès', 'atlas fes', 'amina@[atlas].example · [Fès]'],
  ['Xu Qixu', 'x', '[X]u Qixu'],
  ['Amina', '', 'Amina'],
  ['Amina', 'zzz', 'Amina'],
])('in %s, what %s finds is marked', (text, query, expected) => {
  expect(shown(text, query)).toBe(expected)
})

test.each([
  ['+212 661-23 45 67', '0661234567', '+212 [661-23 45 67]'],
  ['+212 661-23 45 67', '٠٦٦١٢٣٤٥٦٧', '+212 [661-23 45 67]'],
  ['+212661234567', '00212 661 23 45 67', '+[212661234567]'],
  ['0661234567', '+212661234567', '0[661234567]'],
  ['٠٦٦١٢٣٤٥٦٧', '0661 23', '[٠٦٦١٢٣]٤٥٦٧'],
  ['Room 12', '12', 'Room [12]'],
])('in %s, the phone number %s is marked in any notation', (text, query, expected) => {
  expect(shown(text, query)).toBe(expected)
})
