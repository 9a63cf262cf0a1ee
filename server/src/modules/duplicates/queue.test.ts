import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTenant } from '#test/tenant.ts'

const { api } = await testTenant()

async function make(kind: string, fields: object): Promise<string> {
  const { status, body } = await api.post(`/${kind}?allow_duplicate=true`, fields)
  assert.equal(status, 201, JSON.stringify(body))
  return body.id
}
const contact = (first_name: string, fields: object = {}) =>
  make('contacts', { first_name, last_name: 'Sefrioui', ...fields })

interface Pair {
  confidence: number
  reasons: string[]
  records: { id: string }[]
}
async function page(query: string): Promise<{ items: Pair[]; next_cursor: string | null }> {
  const { status, body } = await api.get(`/duplicates?${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}
const idsOf = ({ records }: Pair) => records.map(({ id }) => id).join()

test('whatever makes a pair, the queue has it once and in its place, in pages of any size', async () => {
  for (const email of ['a@queue.example', 'b@queue.example']) {
    await contact('Amal', { email })
    await contact(`Amal ${email}`, { email })
  }
  await contact('Hind', { email: 'h@queue.example', city: 'Fès' })
  await contact('Hind', { email: 'h@queue.example', city: 'fès' })
  for (const city of ['Agadir', 'Rabat', 'Tanger']) {
    await contact('Nabil', { city })
    await contact('Nabil', { city })
  }
  const whole = await page('take=100')
  assert.deepEqual(
    whole.items.map(({ confidence, reasons }) => `${confidence} ${reasons.join('+')}`),
    ['99 email+name', '82 email', '82 email', '55 name', '55 name', '55 name'],
  )
  assert.equal(whole.next_cursor, null)
  for (const take of [1, 2, 3, 4]) {
    const found: Pair[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const next: { items: Pair[]; next_cursor: string | null } = await page(
        `take=${take}${cursor && `&cursor=${cursor}`}`,
      )
      found.push(...next.items)
      cursor = next.next_cursor
    }
    assert.deepEqual(found.map(idsOf), whole.items.map(idsOf), `pages of ${take}`)
  }
})

test('of companies and of people who buy, each by what makes them one', async () => {
  const company = (fields: object) => make('accounts', { name: 'Atlas Queue', ...fields })
  await company({ city: 'Fès', website: 'https://www.atlas-queue.example/a' })
  await company({ city: 'Fès', website: 'atlas-queue.example' })
  const person = { account_type: 'individual', first_name: 'Omar', last_name: 'Queue', city: 'Agadir' }
  await make('accounts', person)
  await make('accounts', person)
  const { items } = await page('record_type=account&take=100')
  assert.deepEqual(
    items.map(({ confidence, reasons }) => `${confidence} ${reasons.join('+')}`),
    ['80 name+website', '55 name'],
  )
})
