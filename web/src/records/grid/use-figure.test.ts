import { expect, test } from 'vitest'
import { amountsByCurrency } from './use-figure.ts'

test('amounts of each currency stand by themselves; those without one are in the tenant’s', () => {
  const amounts = amountsByCurrency(
    [
      { key: 'MAD', sum: 300, avg: 100 },
      { key: 'EUR', sum: 50, avg: 25 },
      { key: null, sum: 100, avg: 100 },
      { key: 'USD', sum: null, avg: null },
    ],
    'MAD',
  )
  expect([...amounts]).toEqual([
    ['MAD', { sum: 400, avg: 100 }],
    ['EUR', { sum: 50, avg: 25 }],
  ])
})
