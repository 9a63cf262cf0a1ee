import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTenant } from '#test/tenant.ts'

const { api, person, team, newRihlaTenant } = await testTenant()

interface Hit {
  record_type: string
  id: string
  name: string | null
  detail: string | null
  why: string
  archived: boolean
}
type Asker = typeof api
const nameOf: Record<string, string> = {}
async function make(called: string, path: string, body: object, by: Asker = api): Promise<string> {
  const made = await by.post(`${path}?allow_duplicate=true`, body)
  const answer = made.status === 400 ? await by.post(path, body) : made
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  nameOf[answer.body.id] = called
  return answer.body.id
}
async function ask(q: string, more = '', by: Asker = api) {
  const { status, body } = await by.get(`/search?q=${encodeURIComponent(q)}${more}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body as { items: Hit[]; facets: { record_type: string; count: number; more: boolean }[]; late: string[] }
}
const names = (items: readonly Hit[]) => items.map(({ id }) => nameOf[id]!).join(' ')
const sortedNames = (items: readonly Hit[]) =>
  names(items)
    .split(' ')
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join(' ')
const found = async (q: string, more = '', by: Asker = api) => names((await ask(q, more, by)).items)

const atlas = await make('atlas', '/accounts', { name: 'Atlas Voyages', email: 'contact@atlas.example', city: 'Fès' })
await make('amina', '/contacts', {
  first_name: 'أمينة',
  last_name: 'بنعلي',
  email: 'amina@atlas.example',
  phone: '+212 661-23 45 67',
  city: 'Fès',
  account_id: atlas,
})
await make('helene', '/leads', { first_name: 'Hélène', last_name: 'Lefèvre', company_name: 'Atlas Circuits' })
await make('bennani', '/contacts', { first_name: 'Karim', last_name: 'Bennani', phone: '0537 11 22 33' })
await make('trip', '/opportunities', { name: 'Omra for the Bennani family', account_id: atlas })

test('one box finds every kind, and says what and why', async () => {
  const { items, facets, late } = await ask('atlas')
  assert.equal(names(items.slice(0, 1)), 'atlas')
  assert.deepEqual(new Set(items.map(({ id }) => nameOf[id])), new Set(['atlas', 'amina', 'helene']))
  assert.deepEqual(late, [])
  assert.deepEqual(
    facets.toSorted((a, b) => (a.record_type < b.record_type ? -1 : 1)),
    ['account', 'contact', 'lead'].map((record_type) => ({ record_type, count: 1, more: false })),
  )
  const of = (name: string) => items.find(({ id }) => nameOf[id] === name)!
  assert.deepEqual([of('atlas').why, of('atlas').detail], ['name', 'contact@atlas.example · Fès'])
  assert.deepEqual([of('amina').why, of('amina').detail], ['email', 'amina@atlas.example · Atlas Voyages · Fès'])
  assert.deepEqual([of('helene').why, of('helene').detail], ['company', 'Atlas Circuits'])
})

test('parts of words, in any order, without accents, in Arabic, and a phone in any notation', async () => {
  for (const [q, expected] of [
    ['lefevre hel', 'helene'],
    ['LÉN', 'helene'],
    ['امينه', 'amina'],
    ['بنعلى أَمينة', 'amina'],
    ['0661234567', 'amina'],
    ['+212 661 23 45 67', 'amina'],
    ['٠٦٦١٢٣٤٥٦٧', 'amina'],
    ['00212537112233', 'bennani'],
    ['amina@atlas.example', 'amina'],
    ['omra', 'trip'],
  ] as const)
    assert.equal(await found(q), expected, q)
  const [hit] = (await ask('+212 661 23 45 67')).items
  assert.equal(hit!.why, 'phone')
})

test('one mistake a word is forgiven, where nothing is written like that', async () => {
  for (const [q, expected] of [
    ['benanni', 'bennani trip'],
    ['bennnani', 'bennani trip'],
    ['benani', 'bennani trip'],
    ['bannani', 'bennani trip'],
    ['karmi bennani', 'bennani'],
    ['helnee', 'helene'],
    ['léfevrre', 'helene'],
    ['أميتة', 'amina'],
    ['بنعلل', 'amina'],
  ] as const) {
    const { items } = await ask(q)
    assert.equal(sortedNames(items), expected, q)
    assert.ok(
      items.every(({ why }) => why === 'fuzzy'),
      q,
    )
  }
  assert.equal(await found('0661234568'), '')
  assert.equal(await found('amima@atlas.example'), '')
  assert.equal(await found('zzzzzz'), '')
  assert.equal(await found('xyz'), '')
})

test('lists forgive it too, and say so; what is counted or changed does not', async () => {
  const { body } = await api.get('/contacts?search=benanni')
  assert.deepEqual([names(body.items), body.total, body.fuzzy], ['bennani', 1, true])
  const exact = (await api.get('/contacts?search=bennani')).body
  assert.deepEqual([exact.total, exact.fuzzy], [1, undefined])
  assert.equal((await api.get('/contacts/summary?search=benanni')).body.count, 0)
  const bulk = { action: 'add_tags', tags: ['x'], filter: { search: 'benanni' } }
  assert.equal((await api.post('/contacts/bulk-action', bulk)).body.done, 0)
  await Promise.all([1, 2, 3].map((i) => make(`k${i}`, '/leads', { last_name: `Kettaniou ${i}` })))
  const first = (await api.get('/leads?search=kettanoiu&sort_by=last_name&page_size=2')).body
  const next = (await api.get(`/leads?search=kettanoiu&sort_by=last_name&page_size=2&cursor=${first.next_cursor}`)).body
  assert.equal(names([...first.items, ...next.items]), 'k1 k2 k3')
  assert.deepEqual([first.total, next.total, next.fuzzy, next.next_cursor], [3, 3, true, null])
})

test('a board has cards of what is written alone', async () => {
  await make('boarded', '/leads', { last_name: 'Wandering' })
  const columns = async (q: string) =>
    (await api.get(`/leads/pipeline?search=${q}`)).body.columns.map(({ count, items }: any) => [count, items.length])
  assert.ok((await columns('wandering')).some(([count, cards]: number[]) => count === 1 && cards === 1))
  assert.ok((await columns('wandernig')).every(([count, cards]: number[]) => count === 0 && cards === 0))
})

test('the name that starts so comes first, then a word, then the rest; the latest of each first', async () => {
  await make('inside', '/leads', { last_name: 'Superomega' })
  await make('start', '/contacts', { first_name: 'Omega', last_name: 'Tours' })
  await make('word', '/accounts', { name: 'Grand Omega' })
  await make('later', '/contacts', { first_name: 'Omega', last_name: 'Later' })
  assert.equal(await found('omega'), 'later start word inside')
  assert.equal(await found('omega', '&types=contact'), 'later start')
  assert.equal(await found('omega', '&types=contact,account&limit=1'), 'later word')
  const { facets } = await ask('omega', '&limit=1')
  assert.equal(facets.find(({ record_type }) => record_type === 'contact')!.count, 2)
})

test('one or two letters find what begins so', async () => {
  await make('li', '/contacts', { first_name: 'Xu', last_name: 'Qi' })
  assert.equal(await found('xu'), 'li')
  assert.equal(await found('q x'), 'li')
  assert.equal((await api.get('/contacts?search=qi')).body.total, 1)
  assert.equal((await api.get('/contacts/summary?search=qi')).body.count, 1)
})

test('archived records are found when asked for', async () => {
  const id = await make('gone', '/contacts', { first_name: 'Vanished', last_name: 'Person' })
  await api.delete(`/contacts/${id}`)
  assert.equal(await found('vanished'), '')
  const { items } = await ask('vanished', '&archived=true')
  assert.deepEqual([names(items), items[0]!.archived], ['gone', true])
})

test('signs mean themselves, and nothing breaks the statement', async () => {
  await make('percent', '/leads', { company_name: '50%_off\\now' })
  for (const [q, expected] of [
    ['50%', 'percent'],
    ['%_off', 'percent'],
    ['f\\n', 'percent'],
    ['%%%', ''],
    ['___', ''],
    ["'; drop table leads; --", ''],
    ['& | ! ( ) :*', ''],
    ['{a,b}', ''],
    ['null', ''],
  ] as const)
    assert.equal(await found(q), expected, q)
  assert.equal((await api.get('/search?q=%00')).status, 400)
  assert.equal((await api.get(`/search?q=${'x'.repeat(201)}`)).status, 400)
  assert.equal((await api.get('/search?q=atlas&types=secret')).status, 400)
  assert.equal((await api.get('/search?q=atlas&limit=1000')).status, 400)
  assert.deepEqual(await ask('   '), { items: [], facets: [], late: [] })
  assert.deepEqual((await api.get('/search')).body.items, [])
})

test('each finds what they may read, of their own tenant', async () => {
  const [north, south] = [await team(), await team()]
  const [anna, bert] = [await person('agent', north), await person('agent', south)]
  await make('annas', '/leads', { last_name: 'Zanzibar One' }, anna.api)
  await make('berts', '/contacts', { first_name: 'Zanzibar', last_name: 'Two' }, bert.api)
  const nobodys = await make('nobodys', '/accounts', { name: 'Zanzibar Three', assigned_to: null })
  const hidden = await make('hidden', '/accounts', { name: 'Zanzibar Secret' }, bert.api)
  const sorted = async (by: Asker, more = '') =>
    (await found('zanzibar', more, by))
      .split(' ')
      .toSorted((a, b) => (a < b ? -1 : 1))
      .join(' ')
  assert.equal(await sorted(anna.api), 'annas nobodys')
  assert.equal(await sorted(bert.api), 'berts hidden nobodys')
  assert.equal(await sorted((await person('viewer')).api), 'annas berts hidden nobodys')
  assert.equal(
    await found('zanzibra', '', anna.api).then((s) =>
      s
        .split(' ')
        .toSorted((a, b) => (a < b ? -1 : 1))
        .join(' '),
    ),
    'annas nobodys',
  )
  // An account that one may not read is not named on a contact that one may.
  const contact = { first_name: 'Ostrich', last_name: 'Shown', assigned_to: null, account_id: hidden }
  await make('shown', '/contacts', contact)
  assert.equal((await ask('ostrich', '', anna.api)).items[0]!.detail, null)
  assert.equal((await ask('ostrich', '', bert.api)).items[0]!.detail, 'Zanzibar Secret')
  assert.ok(nobodys)

  const other = await newRihlaTenant()
  const stranger = await other.person('admin')
  assert.deepEqual((await ask('zanzibar', '', stranger.api)).items, [])
  assert.deepEqual((await ask('za', '', stranger.api)).items, [])
  assert.deepEqual((await ask('zanzibra', '', stranger.api)).items, [])
})
