import { pipeline } from '@rihla/contracts/leadPipeline.ts'
import { leadResource, leads } from '@rihla/contracts/leads.ts'
import { authEndpoints } from '@rihla/contracts/authEndpoints.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startsSignedOut } from '#app/auth-router.tsx'
import { addressOf, send } from '#lib/http.ts'
import { parseSearch } from '#lib/search.ts'
import { apiQuery, LIST_PARAMS, readListSearch } from '#records/list-query.ts'
import { CARDS, PAGE_SIZE } from '#records/pages.ts'
import { SIGNED_OUT_PATHS, DRAWING } from '../build/prefetch.ts'
import { PREFETCH_ROUTES } from '../build/prefetch-routes.ts'
import { prefetch } from './prefetch.ts'

const id = '0198c5a1-7c3e-7d2a-9f00-3b5f0a6c1d2e'
let sent: string[] = []
let status = 200

const json = (body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

/** Opens an address as a browser that signed in here before, and waits until everything has been sent. */
async function open(address: string) {
  history.replaceState(null, '', address)
  const routes = PREFETCH_ROUTES.map(({ modules, ...route }) => ({ ...route, files: modules.map((one) => `/${one}`) }))
  const languages = { en: ['/en.js'], fr: ['/fr.js'], ar: ['/ar.js'] }
  prefetch({
    languages,
    signedOutPaths: SIGNED_OUT_PATHS,
    refresh: authEndpoints.refresh.path,
    drawing: DRAWING,
    routes,
  })
  await vi.waitFor(() => expect(sent.length === 0 || status !== 200 || sent.length > 1).toBe(true))
  return [...document.head.querySelectorAll('link')].map((link) => link.getAttribute('href'))
}

beforeEach(() => {
  sent = []
  status = 200
  document.head.replaceChildren()
  localStorage.setItem('rihla.signed-in', 'yes')
  vi.stubGlobal('fetch', (url: string, { method }: RequestInit) => {
    sent.push(`${method} ${url}`)
    return Promise.resolve(json({ access_token: 'token', tenant: { slug: 'atlas' } }))
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

const listOf = (search: string) => apiQuery(readListSearch(leadResource, parseSearch(search), LIST_PARAMS).search)
const params = { tenant_id: 'atlas' }

test.each([
  ['/t/atlas/leads', addressOf(leads.list, { params, query: { page_size: PAGE_SIZE } })],
  [
    '/t/atlas/leads?search=omar+b&cols=full_name:260!&peek=lead:' + id,
    addressOf(leads.list, {
      params,
      query: { ...listOf('search=omar+b'), page_size: PAGE_SIZE },
    }),
  ],
  ['/t/atlas/leads?layout=board', addressOf(pipeline.columns, { params, query: { page_size: CARDS } })],
  [`/t/atlas/leads/${id}?tab=details`, addressOf(leads.find, { params: { ...params, id } })],
])('%s asks for its session, then for its rows as the page does', async (address, rows) => {
  await open(address)
  expect(sent[0]).toBe(`POST ${authEndpoints.refresh.path}`)
  expect(sent).toContain(`GET ${rows}`)
})

test('what an address filters by may be wrong, and waits for the page that knows', async () => {
  await open('/t/atlas/leads?lead_status=purple')
  expect(sent.filter((one) => one.includes(addressOf(leads.list, { params })))).toEqual([])
})

test('what was prefetched is taken once by the app, and only with the same token', async () => {
  await open('/t/atlas/leads')
  const asked = sent.length
  const session = await send(authEndpoints.refresh, { body: { tenant: 'atlas' } })
  expect(await session.json()).toMatchObject({ access_token: 'token' })
  const rows = { params, query: { page_size: PAGE_SIZE } }
  await send(leads.list, rows, { token: 'token' })
  expect(sent.length).toBe(asked)
  await send(leads.list, rows, { token: 'token' })
  await open('/t/atlas/leads')
  const again = sent.length
  await send(leads.list, rows, { token: 'another' })
  expect(sent.length).toBe(again + 1)
})

test('an answer that nobody took in time is asked for again', async () => {
  await open('/t/atlas/leads')
  const asked = sent.length
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000)
  await send(leads.list, { params, query: { page_size: PAGE_SIZE } }, { token: 'token' })
  expect(sent.length).toBe(asked + 1)
  vi.restoreAllMocks()
})

test('without a session there is nothing to ask with', async () => {
  status = 401
  await open('/t/atlas/leads')
  expect(sent).toEqual([`POST ${authEndpoints.refresh.path}`])
  sent = []
  localStorage.clear()
  document.head.replaceChildren()
  expect(await open('/t/atlas/leads')).toEqual(['/en.js'])
  expect(sent).toEqual([])
})

test.each(['/login?next=/t/atlas/leads', '/forgot', `/reset/${id}`, '/join/abc'])(
  '%s is for who has not signed in',
  async (address) => {
    expect(startsSignedOut(address.split('?')[0]!)).toBe(true)
    expect(await open(address)).toEqual(['/en.js'])
    expect(sent).toEqual([])
  },
)

test('the texts that come first are those of the chosen language', async () => {
  localStorage.setItem('rihla.locale', 'ar')
  expect(await open('/t/atlas/leads')).toContain('/ar.js')
})

test('what draws a list is known here too', () => {
  expect([...DRAWING].toSorted()).toEqual(Object.keys(LIST_PARAMS).toSorted())
})
