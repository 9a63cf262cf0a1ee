import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { LEAD_SOURCES } from '@rihla/contracts/leads.ts'
import { type ScoreRules, ScoreRules as Rules } from '@rihla/contracts/leadScoring.ts'
import { DEFAULT_RULES, isBusinessEmail, score, type ScoreInput } from './score.ts'

const nobody: ScoreInput = { lead_source: null, company_name: null, email: null, tags: [] }

test("the defaults are s2's numbers", () => {
  const cases: [Partial<ScoreInput>, number][] = [
    [{}, 50],
    [{ lead_source: 'referral' }, 70],
    [{ lead_source: 'website' }, 65],
    [{ lead_source: 'facebook' }, 60],
    [{ lead_source: 'instagram' }, 60],
    [{ lead_source: 'whatsapp' }, 55],
    [{ lead_source: 'other' }, 50],
    [{ company_name: 'Acme' }, 60],
    [{ email: 'a@acme.example' }, 60],
    [{ email: 'a@gmail.com' }, 50],
    [{ email: 'A@GMAIL.COM' }, 50],
    [{ tags: ['enterprise'] }, 65],
    [{ tags: ['HOT', 'urgent'] }, 65],
    [{ tags: ['lukewarm'] }, 50],
    [{ lead_source: 'referral', email: 'a@acme.example', company_name: 'Acme', tags: ['enterprise'] }, 100],
  ]
  for (const [lead, points] of cases) assert.equal(score({ ...nobody, ...lead }).score, points, JSON.stringify(lead))
})

test('free mail is no business', () => {
  for (const domain of ['gmail.com', 'yahoo.fr', 'menara.ma', 'proton.me', 'qq.com'])
    assert.equal(isBusinessEmail(`someone@${domain}`), false, domain)
  assert.equal(isBusinessEmail('someone@gmail.com.example'), true)
})

const lead: fc.Arbitrary<ScoreInput> = fc.record({
  lead_source: fc.option(fc.constantFrom(...LEAD_SOURCES)),
  company_name: fc.option(fc.string({ minLength: 1 })),
  email: fc.option(fc.constantFrom('a@gmail.com', 'b@acme.example', 'C@MENARA.MA')),
  tags: fc.array(fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('hot', 'HOT', 'Enterprise', 'x')), {
    maxLength: 5,
  }),
})
const points = fc.integer({ min: -100, max: 100 })
const rules: fc.Arbitrary<ScoreRules> = fc.record({
  base: fc.nat(100),
  source: fc.dictionary(fc.constantFrom(...LEAD_SOURCES), points),
  company: points,
  business_email: points,
  hot_tag: points,
  hot_tags: fc.array(fc.constantFrom('hot', 'enterprise', 'x', 'y'), { maxLength: 4 }),
})

test('a score is a whole number from 0 to 100, and its reasons add up to it', () => {
  fc.assert(
    fc.property(lead, rules, (lead, rules) => {
      assert.ok(Rules.safeParse(rules).success)
      const { score: value, reasons } = score(lead, rules)
      assert.ok(Number.isInteger(value) && value >= 0 && value <= 100)
      const sum = reasons.reduce((total, { points }) => total + points, 0)
      assert.equal(value, Math.min(100, Math.max(0, sum)))
      assert.deepEqual(reasons[0], { rule: 'base', points: rules.base, detail: null })
      assert.equal(new Set(reasons.map(({ rule }) => rule)).size, reasons.length, 'every rule counts once')
    }),
    { numRuns: 2000, seed: 6 },
  )
})

test('more points for a rule never lower a score', () => {
  fc.assert(
    fc.property(lead, rules, fc.nat(200), fc.nat(4), (lead, rules, more, which) => {
      const raised = structuredClone(rules)
      if (which === 0) raised.base += more
      else if (which === 1)
        for (const source of LEAD_SOURCES) raised.source[source] = (raised.source[source] ?? 0) + more
      else raised[(['company', 'business_email', 'hot_tag'] as const)[which - 2]!] += more
      assert.ok(score(lead, raised).score >= score(lead, rules).score)
    }),
    { numRuns: 2000, seed: 7 },
  )
})

test('with the defaults, knowing more about a lead never lowers its score', () => {
  fc.assert(
    fc.property(lead, (known) => {
      const full = score(known, DEFAULT_RULES).score
      for (const field of ['lead_source', 'company_name', 'email'] as const)
        assert.ok(full >= score({ ...known, [field]: null }).score)
      assert.ok(full >= score({ ...known, tags: [] }).score)
    }),
    { numRuns: 1000, seed: 8 },
  )
})
