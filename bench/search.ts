// `npm run bench -- search`: a million contacts in one tenant, asked as people ask, by one client and by three at once.
// Prints p50 and p95 at the server beside their bars. What it makes is gone afterwards.
import { cpuOf } from './cpu.ts'
import { contactAt, seedContacts, seedPairs, valueAt } from './contacts.ts'
import { openEnvironment } from './environment.ts'
import { ask, percentile } from './load.ts'

const CONTACTS = Number(process.env['BENCH_CONTACTS'] ?? 1_000_000)
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 3)
/** Milliseconds that 95 of 100 answers stay under. */
const BAR = { search: 50, short: 100, page: 50, pairs: 100 }

const { admin, tenant, postgres, startProduct, headersOf, close } = await openEnvironment()
try {
  const startedAt = performance.now()
  await seedContacts(admin, tenant.schema, CONTACTS)
  await seedPairs(admin, tenant.schema)
  console.log(
    `${CONTACTS.toLocaleString('en')} contacts in ${((performance.now() - startedAt) / 1000).toFixed(0)} s, Node ${process.version}`,
  )
  const server = await startProduct()
  const headers = await headersOf('manager')
  const base = `/api/v1/tenants/${tenant.id}`
  /** Processor time of the server and its database so far: what a machine that is busy with other things distorts least. */
  const used = () => cpuOf(server.pid) + cpuOf(postgres, true)
  const wanted = process.argv[3] ?? ''
  let failed = false

  /** Asks by one client, then by three, and says how long it took. Answers p50 of the one. */
  async function measure(name: string, bar: number, paths: string[]): Promise<number> {
    if (!name.includes(wanted)) return NaN
    const load = { paths: paths.map((path) => base + path), headers, seconds: SECONDS }
    await ask(server.origin, { ...load, connections: 1, seconds: 1 })
    const before = used()
    const one = await ask(server.origin, { ...load, connections: 1 })
    const cost = (used() - before) / one.times.length
    const three = await ask(server.origin, { ...load, connections: 3 })
    const [p50, p95] = [percentile(one.times, 0.5), percentile(one.times, 0.95)]
    const errors = one.errors + three.errors
    const missed = p95 > bar || errors > 0
    failed ||= missed
    const crowd = `p50 ${percentile(three.times, 0.5).toFixed(1)}  p95 ${percentile(three.times, 0.95).toFixed(1)}`
    const figures = `p50 ${p50.toFixed(1)}  p95 ${p95.toFixed(1)} ms, wanted < ${bar}; ${cost.toFixed(1)} ms of processor; three at once ${crowd}`
    console.log(`${missed ? '✗' : '✓'} ${name.padEnd(44)} ${figures}${errors ? `, ${errors} errors` : ''}`)
    return p50
  }

  const lists = (terms: string[], more = '') => terms.map((q) => `/contacts?search=${encodeURIComponent(q)}${more}`)
  const boxes = (terms: string[]) => terms.map((q) => `/search?q=${encodeURIComponent(q)}`)
  const [early, middle, late] = [1000, CONTACTS / 2, CONTACTS - 1000].map((i) => contactAt(i, CONTACTS))
  const common = ['bennani', 'mohamed', 'gmail', 'fil', 'atlas', 'voyages', 'idrissi']
  const rare = ['quintanilla', 'quintan', 'beausejour', 'ashworth']
  const several = ['jerome zoui', 'bennani amina', 'karim tazi atlas', 'fatima gmail sahara', 'leila alaoui']
  const arabic = ['بناني', 'أمينه الإدريسي', 'محمد', 'السفريوى', 'هاجر بنكيران']
  const phones = [early!.phone, middle!.phone_e164, late!.phone.replace(/\D/g, ''), middle!.phone.slice(0, 8)]
  const mails = [early!.email, middle!.email, `${late!.email.split('@')[0]}@`]
  const typos = ['benanni', 'mohamad', 'zouitne', 'harington', 'quintanila', 'karim benanni', 'السفرويي', 'cherkuoi']
  const all = [...common, ...rare, ...several, ...arabic, ...phones, ...mails]
  await measure('list, one common word', BAR.search, lists(common))
  await measure('list, one rare word', BAR.search, lists(rare))
  await measure('list, several words', BAR.search, lists(several))
  await measure('list, Arabic', BAR.search, lists(arabic))
  await measure('list, a phone in any notation', BAR.search, lists(phones))
  await measure('list, an e-mail', BAR.search, lists(mails))
  await measure('list, a typing mistake', BAR.search, lists(typos))
  await measure('list, sorted by last name', BAR.search, lists(all, '&sort_by=last_name'))
  await measure('list, sorted by e-mail', BAR.search, lists(all, '&sort_by=email'))
  await measure('list, one or two letters', BAR.short, lists(['a', 'he', 'zo', 'xu', 'بن', 'q', 'le']))
  await measure('the one box, three letters and more', BAR.search, boxes(all))
  await measure('the one box, a typing mistake', BAR.search, boxes(typos))
  await measure('the one box, one or two letters', BAR.short, boxes(['a', 'he', 'zo', 'xu', 'بن', 'q', 'le']))

  const first = new Map<string, number>()
  for (const sort of ['created_at', 'last_name', 'full_name', 'email'])
    for (const depth of [0, 10_000, 500_000, 900_000].filter((depth) => depth < CONTACTS)) {
      const path = `/contacts?sort_by=${sort}&sort_order=asc`
      const cursors = await cursorsAt(sort, depth)
      const paths = depth ? cursors.map((cursor) => `${path}&cursor=${cursor}`) : [path]
      const p50 = await measure(`page by ${sort}, ${depth.toLocaleString('en')} deep`, BAR.page, paths)
      if (depth === 0) first.set(sort, p50)
      else if (p50) console.log(`    ${(p50 / first.get(sort)!).toFixed(2)} of the first page`)
    }
  const searched = lists(common, '&sort_by=last_name&page_size=20')
  const cursors = await Promise.all(searched.map(async (path) => [path, (await get(path)).next_cursor] as const))
  const next = cursors.flatMap(([path, cursor]) => (cursor ? [`${path}&cursor=${cursor}`] : []))
  await measure('second page of a search by last name', BAR.search, next)

  /** Places between the pairs of more than a name, and between names. */
  const places = Array.from({ length: 20 }, (_, i) => {
    const least = `55 ${contactAt(0, CONTACTS).id} ${contactAt(1, CONTACTS).id} ${2n ** 59n * BigInt(i - 10)}`
    return `/duplicates?cursor=${Buffer.from(least).toString('base64url')}`
  })
  await measure('duplicates, the likeliest', BAR.pairs, ['/duplicates'])
  await measure('duplicates, of one name in a city', BAR.pairs, places)
  process.exitCode = failed ? 1 : 0

  /** Cursors as they are handed out some ten places on from a depth. */
  async function cursorsAt(sort: string, depth: number): Promise<string[]> {
    const seek = encodeURIComponent(String(await valueAt(admin, tenant.schema, sort, depth)))
    let cursor: string | null = null
    const found: string[] = []
    for (let page = 0; page < 10; page += 1) {
      const from: string = cursor ? `&cursor=${cursor}` : `&seek=${seek}`
      cursor = (await get(`/contacts?sort_by=${sort}&sort_order=asc${from}`)).next_cursor
      if (cursor) found.push(cursor)
    }
    return found
  }

  async function get(path: string): Promise<{ next_cursor: string | null }> {
    const answer = await fetch(server.origin + base + path, { headers })
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    return (await answer.json()) as { next_cursor: string | null }
  }
} finally {
  await close()
}
