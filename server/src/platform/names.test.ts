import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { leadResource } from '@rihla/contracts/leads.ts'
import { activityResource } from '@rihla/contracts/activities.ts'
import type { Fields } from '@rihla/contracts/fields.ts'
import type { Tenant } from './context.ts'
import { Problem } from './errors.ts'
import { nameBody, nameQuery, spellEnum } from './names.ts'

const tenant = { id: '0198c5a1-7c3e-7d2a-9f00-3b5f0a6c1d2e', slug: 'atlas' } as Tenant
const fields = leadResource.fields as Fields
const ours = Object.keys(fields)
const aliases = Object.values(fields).flatMap(({ aliases }) =>
  aliases.map((alias) => (typeof alias === 'string' ? alias : alias.name)),
)

/** The answer, or the problem's status. */
const outcome = (read: () => unknown) => {
  try {
    return read()
  } catch (error) {
    assert.ok(error instanceof Problem, String(error))
    return error.status
  }
}
const anything = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom('NEW', 'in person', '', null, 'Morocco', 50))
const name = fc.oneof(
  fc.constantFrom(...ours, ...aliases, 'tenant_id', '__proto__', 'constructor', 'toString', 'hasOwnProperty'),
  fc.string(),
)

test('naming a body never fails but with a problem, and knows our names alone', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(name, anything), { maxLength: 8 }), (entries) => {
      const raw = JSON.parse(
        `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`,
      )
      const named = outcome(() => nameBody(leadResource, tenant, raw))
      if (typeof named === 'number') return assert.ok([400, 403].includes(named))
      assert.ok(Object.keys(named as object).every((key) => !aliases.includes(key) || key in fields))
      assert.equal(({} as any).polluted, undefined)
    }),
    { numRuns: 3000, seed: 10 },
  )
})

test('naming twice is naming once', () => {
  const plain = fc.dictionary(
    fc.constantFrom(...ours, ...aliases).filter((key) => key !== 'tenant_id' && key !== 'probability'),
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string(), { maxLength: 4 })),
    { maxKeys: 6 },
  )
  fc.assert(
    fc.property(plain, (raw) => {
      const once = outcome(() => nameBody(leadResource, tenant, raw))
      if (typeof once === 'number') return
      assert.deepEqual(nameBody(leadResource, tenant, once), once)
    }),
    { numRuns: 2000, seed: 11 },
  )
})

test('naming a query never fails but with a problem, whatever stands in it', () => {
  const suffix = fc.constantFrom('', '_not', '_empty', '_contains', '_min', '_max', '_from', '_to')
  const key = fc
    .tuple(fc.oneof(fc.constantFrom(...ours, ...aliases, 'date_range_start', 'sort_by', 'page'), fc.string()), suffix)
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.oneof(key, name), anything), { maxLength: 6 }), (entries) => {
      const raw = JSON.parse(
        `{${entries.map(([k, value]) => `${JSON.stringify(k)}:${JSON.stringify(value)}`).join(',')}}`,
      )
      const named = outcome(() => nameQuery(leadResource, raw))
      if (typeof named === 'number') return assert.equal(named, 400)
      for (const [k, value] of Object.entries(named as object)) {
        assert.ok(value !== null && value !== '' && value !== undefined, k)
        assert.ok(!aliases.includes(k), `${k} is not ours`)
      }
    }),
    { numRuns: 3000, seed: 12 },
  )
})

test('any case, dashes and spaces of an enum value are that value', () => {
  const written = fc.constantFrom(...leadResource.fields.lead_source.values!).chain((value) =>
    fc
      .array(fc.tuple(fc.boolean(), fc.constantFrom('_', '-', ' ', ' - ')), {
        minLength: value.length,
        maxLength: value.length,
      })
      .map((choices) => {
        const text = Array.from(value).map((letter, i) =>
          letter === '_' ? choices[i]![1] : choices[i]![0] ? letter.toUpperCase() : letter,
        )
        return [value, ` ${text.join('')} `] as const
      }),
  )
  fc.assert(
    fc.property(written, ([value, text]) => {
      assert.equal(spellEnum(leadResource.fields.lead_source, text), value)
    }),
    { numRuns: 500, seed: 13 },
  )
  assert.equal(spellEnum(activityResource.fields.type, 'PHONE'), 'call')
  assert.equal(spellEnum(activityResource.fields.type, 'constructor'), 'constructor')
})

test('names that only one operation takes are its own', () => {
  const others = { lead_ids: 'ids' }
  assert.deepEqual(nameBody(leadResource, tenant, { lead_ids: ['a'] }, {}, others), { ids: ['a'] })
  assert.deepEqual(nameBody(leadResource, tenant, { lead_ids: ['a'] }), { lead_ids: ['a'] })
  assert.equal(
    outcome(() => nameBody(leadResource, tenant, { lead_ids: ['a'], ids: ['b'] }, {}, others)),
    400,
  )
})

test('a record within a body follows its own resource', () => {
  const body = nameBody(
    leadResource,
    tenant,
    { status: 'NEW', activity: { channel: 'In-Person', summary: 'x', tenant_id: 'atlas' } },
    { activity: activityResource },
  )
  assert.deepEqual(body, { lead_status: 'new', activity: { type: 'in_person', description: 'x' } })
  assert.equal(
    outcome(() =>
      nameBody(leadResource, tenant, { activity: { tenant_id: 'sahara' } }, { activity: activityResource }),
    ),
    403,
  )
})
