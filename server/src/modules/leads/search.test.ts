import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTenant } from '#test/tenant.ts'

const { api } = await testTenant()

const LEADS = {
  helene: {
    first_name: 'Hélène',
    last_name: 'D’Aubigné-Øster',
    email: 'helene.daubigne@écho.example'.replace('é', 'e'),
  },
  amina: {
    first_name: 'أمينة',
    last_name: 'بن عليّ',
    company_name: 'شركة الرحلات الذهبيّة',
    phone: '+212 (0)661-23 45 67',
  },
  acme: { company_name: 'ACME_100% Travel', email: 'Sales@Acme-Travel.example', mobile: '00212 537 11 22 33' },
  paris: { last_name: 'Weiß', phone: '06 12 34 56 78', country: 'FR' },
  tokyo: { first_name: '太郎', last_name: '山田' },
  title: { title: 'Omra pour deux, départ 12/05', company_name: '1001-2002 Voyages' },
  turk: { first_name: 'Işık', last_name: 'ÇELİK' },
}
const nameOf: Record<string, string> = {}
for (const [name, lead] of Object.entries(LEADS)) {
  const { status, body } = await api.post('/leads', lead)
  assert.equal(status, 201, JSON.stringify(body))
  nameOf[body.id] = name
}
const found = async (search: string): Promise<string> => {
  const { status, body } = await api.get(`/leads?search=${encodeURIComponent(search)}`)
  assert.equal(status, 200, search)
  assert.equal(body.total, body.items.length)
  return body.items
    .map(({ id }: { id: string }) => nameOf[id])
    .toSorted()
    .join(' ')
}

const CASES: Record<string, [query: string, found: string][]> = {
  'without case and accents, either way': [
    ['helene', 'helene'],
    ['HÉLÈNE', 'helene'],
    ['hélène oster', 'helene'],
    ["d'aubigne", 'helene'],
    ['D’AUBIGNÉ', 'helene'],
    ['weiss', 'paris'],
    ['WEISS', 'paris'],
    ['isik', 'turk'],
    ['ışık celik', 'turk'],
    ['Çelik', 'turk'],
  ],
  'parts of words, in any order': [
    ['len', 'helene'],
    ['ster hel', 'helene'],
    ['travel acme', 'acme'],
    ['trav cme', 'acme'],
    ['travel weiss', ''],
    ['voyages omra', 'title'],
    ['depart deux', 'title'],
  ],
  'an e-mail, whole or in part': [
    ['sales@acme-travel.example', 'acme'],
    ['SALES@ACME', 'acme'],
    ['@acme-travel', 'acme'],
    ['daubigne@', 'helene'],
    ['example', 'acme helene'],
  ],
  'Arabic in every form of its letters': [
    ['امينة', 'amina'],
    ['أمينه', 'amina'],
    ['اَمِينَة', 'amina'],
    ['أمـــينة', 'amina'],
    ['علي', 'amina'],
    ['على', 'amina'],
    ['الرحلات الذهبية', 'amina'],
    ['ذهبيه رحلات', 'amina'],
    ['ﺃﻣﻴﻨﺔ', 'amina'],
    ['٠٦٦١٢٣٤٥٦٧', 'amina'],
  ],
  'a phone in any notation': [
    ['+212 (0) 661-23-45-67', 'amina'],
    ['0661 23 45 67', 'amina'],
    ['(0661) 234567', 'amina'],
    ['212661234567', 'amina'],
    ['00212661234567', 'amina'],
    ['0661/23.45.67', 'amina'],
    ['66123', 'amina'],
    ['0537112233', 'acme'],
    ['+212537112233', 'acme'],
    ['+33 6 12 34 56 78', 'paris'],
    ['0612345678', 'paris'],
    ['+212612345678', ''],
  ],
  'what looks like a number and is a name': [
    ['1001-2002', 'title'],
    ['10012002', ''],
    ['12/05', 'title'],
  ],
  'short terms': [
    ['he', 'helene'],
    ['山', 'tokyo'],
    ['山田', 'tokyo'],
    ['太郎 山', 'tokyo'],
    ['a c', 'acme helene'],
  ],
  'signs mean themselves': [
    ['100%', 'acme'],
    ['e_1', 'acme'],
    ['e%t', ''],
    ['____', ''],
    ['\\', ''],
    ["'; drop table leads; --", ''],
    ['& | ! ( ) :*', ''],
    ['%', 'acme'],
  ],
  'nothing asked': [
    ['   ', Object.keys(LEADS).toSorted().join(' ')],
    ['\u200f', Object.keys(LEADS).toSorted().join(' ')],
  ],
}
for (const [name, cases] of Object.entries(CASES))
  test(`search: ${name}`, async () => {
    for (const [query, names] of cases) assert.equal(await found(query), names, query)
  })

test('what is searched follows every change', async () => {
  const { body: lead } = await api.post('/leads', { last_name: 'Before' })
  nameOf[lead.id] = 'changed'
  await api.patch(`/leads/${lead.id}`, { last_name: 'After', phone: '0522 99 88 77' })
  assert.equal(await found('before'), '')
  assert.equal(await found('after 0522998877'), 'changed')
  assert.equal(await found('after'), 'changed')
  assert.equal(await found('+212522998877'), 'changed')
  await api.delete(`/leads/${lead.id}`)
  assert.equal(await found('after'), '')
  assert.equal((await api.get('/leads?archived=true&search=after')).body.total, 1)
})

test('search goes with filters, sorts and pages', async () => {
  const { body } = await api.get('/leads?search=example&sort_by=email&page_size=1')
  assert.deepEqual([body.total, nameOf[body.items[0].id]], [2, 'helene'])
  const { body: next } = await api.get(
    `/leads?search=example&sort_by=email&page_size=1&cursor=${body.next_cursor}&company_name_empty=false`,
  )
  assert.deepEqual([nameOf[next.items[0].id], next.next_cursor], ['acme', null])
  assert.equal((await api.get(`/leads?search=${'x'.repeat(201)}`)).status, 400)
})

test('duplicates are hints: leads of the same e-mail or phone, in any notation', async () => {
  const hints = async (query: Record<string, string>) => {
    const { status, body } = await api.get(`/leads/duplicates?${new URLSearchParams(query).toString()}`)
    assert.equal(status, 200)
    return body.items.map(({ id, why }: any) => `${nameOf[id]} ${why}`).join(', ')
  }
  assert.equal(await hints({ email: 'SALES@acme-travel.EXAMPLE' }), 'acme email')
  for (const phone of ['0661234567', '+212661234567', '00212 661-23-45-67'])
    assert.equal(await hints({ phone }), 'amina phone')
  assert.equal(await hints({ phone: '0537 112233' }), 'acme phone')
  assert.equal(await hints({ email: 'sales@acme-travel.example', phone: '0661234567' }), 'acme email, amina phone')
  assert.equal(await hints({ email: 'nobody@x.example' }), '')
  assert.equal(await hints({}), '')
  const { status, body: twin } = await api.post('/leads', { last_name: 'Twin', phone: '0661234567' })
  assert.equal(status, 201)
  nameOf[twin.id] = 'twin'
  assert.equal(await hints({ phone: '0661234567' }), 'twin phone, amina phone')
})
