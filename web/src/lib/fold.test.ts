import { expect, test } from 'vitest'
import { fold, foundIn } from './fold.ts'

test.each([
  ['Réseau ÉTÉ', 'reseau ete'],
  ['مُحَمَّد', 'محمد'],
  ['سلمـــى', 'سلمي'],
  ['فاطمة', 'فاطمه'],
  ['Łódź, Tromsø, Straße', 'lodz, tromso, strasse'],
  ['٢٠٢٦', '2026'],
])('%s is compared as %s', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

test.each([
  ['Amina El Fassi', 'fas ami', true],
  ['Amina El Fassi', 'mina', false],
  ['Settings › Lead scoring', 'set scor', true],
  ['آمنة الفاسي', 'الفا', true],
  ['Prévoir l’étape', 'etape', true],
  ['anything', '', true],
])('each word begins one: in %s, %s is found: %s', (text, search, found) => {
  expect(foundIn(text, search)).toBe(found)
})
