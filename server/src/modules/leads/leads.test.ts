import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTenant } from '#test/tenant.ts'

const { api, admin } = await testTenant()

test("s2's worked example scores 100, and says why", async () => {
  const { status, body: lead } = await api.post('/leads', {
    first_name: 'Jane',
    last_name: 'Doe',
    email: 'jane@techcorp.example',
    company: 'TechCorp',
    source: 'REFERRAL',
    tags: ['enterprise'],
  })
  assert.equal(status, 201)
  assert.equal(lead.lead_score, 100)
  assert.equal(lead.assigned_to, admin.id)

  const { body: score } = await api.get(`/leads/${lead.id}/score`)
  const points = score.reasons.map(({ rule, points }: { rule: string; points: number }) => [rule, points])
  assert.deepEqual(points, [
    ['base', 50],
    ['source', 20],
    ['company', 10],
    ['business_email', 10],
    ['hot_tag', 15],
  ])
})

test('a phone is found in any notation', async () => {
  const { body: lead } = await api.post('/leads', { last_name: 'Benali', phone: '+212 661-23 45 67' })
  for (const search of ['0661234567', '+212661234567', '00212 661 234567', '661-23-45-67', '06 61 23']) {
    const { body } = await api.get(`/leads?search=${encodeURIComponent(search)}`)
    assert.deepEqual(
      body.items.map(({ id }: { id: string }) => id),
      [lead.id],
      search,
    )
  }
})
