import { expect, test } from 'vitest'
import { visibleNodes } from './tree.tsx'

const leaf = (id: string, ...children: ReturnType<typeof node>[]) => node(id, children)
function node(id: string, children: { id: string; text: string; children: any[] }[] = []) {
  return { id, text: id, children }
}

test('what is closed hides all below it, and each row knows its place', () => {
  const nodes = [leaf('travel', leaf('tours', leaf('desert')), leaf('hotels')), leaf('trade')]
  const read = (closed: string[]) =>
    visibleNodes(nodes, (id) => !closed.includes(id)).map(({ node: { id }, level, parent, place, siblings }) =>
      [id, level, parent, `${place}/${siblings}`].join(' '),
    )
  expect(read([])).toEqual([
    'travel 1  1/2',
    'tours 2 travel 1/2',
    'desert 3 tours 1/1',
    'hotels 2 travel 2/2',
    'trade 1  2/2',
  ])
  expect(read(['tours'])).not.toContain('desert 3 tours 1/1')
  expect(read(['travel'])).toEqual(['travel 1  1/2', 'trade 1  2/2'])
})
