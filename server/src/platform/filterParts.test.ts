// A filter of a part of a text finds what the column has, whether or not the index of the search text leads there.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accountResource } from '@rihla/contracts/accounts.ts'
import { contactResource } from '@rihla/contracts/contacts.ts'
import type { Fields } from '@rihla/contracts/fields.ts'
import { leadResource } from '@rihla/contracts/leads.ts'
import { opportunityResource } from '@rihla/contracts/opportunities.ts'
import { testTenant } from '#test/tenant.ts'

const { api } = await testTenant()

const NAMES = [
  'Élodie  Beauséjour',
  'Jean Jean',
  'فاطمة الزهراء',
  'İstanbul Œuvre',
  'Straße 100%_off',
  "O'Brien – L’Hôtel",
  'ΔΊΑ ﬁne',
  'أَمِينَة ٢٠٢٦',
  'a\u00a0b\u200ecd',
]
const MAILS = ['karim+voyages@Atlas.example', 'tazi_99@atlas.example']
const PHONES = ['0661-12 34 56', '+212 (661) 987654', '00.33.1.42.68.53.00']
const said: Record<string, readonly string[]> = { email: MAILS, url: [], phone: PHONES }

/** Every part of a text, by code points; of long ones those that begin in some places. */
function partsOf(text: string): string[] {
  const letters = Array.from(text)
  return letters.flatMap((_, from) => [3, letters.length].map((length) => letters.slice(from, from + length).join('')))
}

for (const { name, fields } of [accountResource, contactResource, leadResource, opportunityResource])
  test(`${name}: every part of what is searched finds it`, async () => {
    const searched = Object.entries(fields as Fields).filter(([, field]) => field.searched)
    assert.ok(searched.length)
    for (const [field, { kind, computed }] of searched) {
      for (const text of said[kind] ?? NAMES) {
        const first = computed ? 'last_name' : field
        const whole = { first_name: 'X', last_name: 'Y', name: 'Z', [first]: text, allow_duplicate: true }
        const known = Object.entries(whole).filter(
          ([key]) => key in fields || (key === 'allow_duplicate' && name !== 'leads'),
        )
        const body = Object.fromEntries(name === 'opportunities' ? known.filter(([key]) => key === 'name') : known)
        const { body: record, status } = await api.post(`/${name}`, body)
        assert.equal(status, 201, JSON.stringify([body, record]))
        const stands = String(record[field])
        for (const part of new Set(partsOf(stands).filter((one) => one.trim()))) {
          const { body: found, status } = await api.get(
            `/${name}?id=${record.id}&${field}_contains=${encodeURIComponent(part)}`,
          )
          assert.equal(status, 200, JSON.stringify(found))
          assert.equal(found.total, 1, `${field} of ${stands}: ${part}`)
        }
      }
    }
  })
