// Contacts and accounts that were exported come back as they went: into the same workspace, and into an empty one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { people } from '#test/awkwardPeople.ts'
import { check, run } from '#test/importing.ts'
import { type Person, testRihla } from '#test/tenant.ts'

const { rihla, tenant } = await testRihla({ alone: true })
await rihla.start()
const made = await tenant()
const admin = await made.person('admin')
const { api } = admin

/** A field of every type that a tenant can define. */
const CUSTOM = [
  { key: 'words', type: 'text' },
  { key: 'count', type: 'number' },
  { key: 'price', type: 'money' },
  { key: 'since', type: 'date' },
  { key: 'class', type: 'choice', options: ['Première classe', 'Éco  light', '=odd'] },
  { key: 'likes', type: 'multi_choice', options: ['Sea', 'Désert', '[x]', 'الجبل'] },
  { key: 'vip', type: 'yes_no' },
  { key: 'page', type: 'link' },
  { key: 'other_mail', type: 'email' },
  { key: 'other_phone', type: 'phone' },
  { key: 'guide', type: 'member' },
]
async function define(api: Person['api']) {
  for (const record_type of ['contact', 'account'])
    for (const field of CUSTOM) {
      const { status, body } = await api.post('/custom-fields', { record_type, label: field.key, ...field })
      assert.equal(status, 201, JSON.stringify(body))
    }
}
await define(api)
const { items: defined } = (await api.get('/custom-fields?record_type=contact')).body
const { account, contact } = people(defined, admin.id)

const post = async (path: string, record: object): Promise<any> => {
  const { status, body } = await api.post(path, { allow_duplicate: true, ...record })
  assert.equal(status, 201, JSON.stringify([record, body]))
  return body
}

/** What a new record has of its own, and what belongs to the people of the workspace. */
const OMITTED = ['tenant_id', 'created_at', 'updated_at', 'version', 'created_by', 'assigned_to']
function kept(record: any, industries: ReadonlyMap<string, string>) {
  const { industry_id, ...rest } = record
  for (const name of OMITTED) delete rest[name]
  if (rest.custom.guide) rest.custom = { ...rest.custom, guide: 'somebody' }
  return { ...rest, industry: industry_id && industries.get(industry_id) }
}

async function allOf({ api }: Person, path: string) {
  const industries = new Map<string, string>(
    (await api.get('/industries?page_size=200')).body.items.map(({ id, name }: any) => [id, name]),
  )
  const { items } = (await api.get(`${path}?page_size=200`)).body
  return items.map((item: any) => kept(item, industries)).toSorted((a: any, b: any) => (a.id < b.id ? -1 : 1))
}

async function file(path: string): Promise<Buffer> {
  const { rawPayload, statusCode } = await rihla.app.inject({
    url: `/api/v1/tenants/${made.tenant.id}${path}`,
    headers: { authorization: `Bearer ${admin.token}` },
  })
  assert.equal(statusCode, 200)
  return rawPayload
}

const unchanged = (count: number) => ({ create: 0, update: 0, unchanged: count, skip: 0, error: 0 })
async function faultsOf({ api }: Pick<Person, 'api'>, id: string) {
  return JSON.stringify((await api.get(`/imports/${id}/faults`)).body.items)
}

async function comesBack(format: string, tags: string) {
  for (const [type, path] of [
    ['account', '/accounts'],
    ['contact', '/contacts'],
  ] as const) {
    const exported = await file(`${path}/export?format=${format}&${tags}`)
    const same = await check(api, type, exported, { name: `${type}.${format}` })
    assert.deepEqual([same.source, same.counts], ['rihla', unchanged(same.rows)], await faultsOf({ api }, same.id))
  }
}

for (const format of ['csv', 'xlsx'])
  test(`a ${format} export of accounts and contacts comes back as it went`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(account, { minLength: 2, maxLength: 8 }),
        fc.array(contact, { minLength: 2, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        async (accounts, contacts, dice) => {
          const pick = (ids: readonly string[]) => ids[(dice.next().value as number) % (ids.length + 1)] ?? null
          const mark = `m${Math.random()}`.slice(0, 30)
          const tagged = (record: { tags?: string[] }) => ({ ...record, tags: [...(record.tags ?? []), mark] })
          const accountIds: string[] = []
          for (const one of accounts)
            accountIds.push((await post('/accounts', { ...tagged(one), parent_id: pick(accountIds) })).id)
          const contactIds: string[] = []
          for (const one of contacts)
            contactIds.push(
              (
                await post('/contacts', {
                  ...tagged(one),
                  account_id: pick(accountIds),
                  reports_to_id: pick(contactIds),
                })
              ).id,
            )
          const of = `tags=${mark}`
          await comesBack(format, of)

          const elsewhere = await (await tenant()).person('admin')
          await define(elsewhere.api)
          for (const [type, path] of [
            ['account', '/accounts'],
            ['contact', '/contacts'],
          ] as const) {
            const exported = await file(`${path}/export?format=${format}&${of}`)
            const uploaded = await check(elsewhere.api, type, exported)
            const ofPeople = uploaded.columns.filter(({ field }) => field === 'assigned_to' || field === 'custom.guide')
            const ran = await run(elsewhere.api, type, exported, {
              columns: ofPeople.map(({ index }) => ({ index, field: null })),
            })
            assert.deepEqual([ran.counts!.error, ran.counts!.skip], [0, 0], await faultsOf(elsewhere, ran.id))
            const [before, after] = [await allOf(admin, path), await allOf(elsewhere, path)]
            const ids = new Set((type === 'account' ? accountIds : contactIds) as string[])
            const here = before.filter(({ id }: any) => ids.has(id)).map(withoutGuide)
            assert.deepEqual(
              after.filter(({ id }: any) => ids.has(id)),
              here,
            )
          }
        },
      ),
      { numRuns: 3 },
    )
  })

const withoutGuide = ({ custom, ...rest }: any) => {
  const { guide, ...others } = custom
  return { ...rest, custom: guide === undefined ? custom : others }
}
