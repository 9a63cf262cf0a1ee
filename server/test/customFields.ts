import assert from 'node:assert/strict'
import type { Api } from './tenant.ts'

/** Leads with an own field of every type; `guide` is the id of a member. */
export async function leadsWithFields(api: Api, guide: string) {
  const define = async (field: Record<string, unknown>) => {
    const { status, body } = await api.post('/custom-fields', { record_type: 'lead', ...field })
    assert.equal(status, 201, JSON.stringify(body))
    return body
  }
  const visa = await define({ key: 'visa', label: 'Visa', type: 'yes_no' })
  await define({ key: 'nights', label: 'Nights', type: 'number' })
  await define({ key: 'deposit', label: 'Deposit', type: 'money' })
  await define({ key: 'travels_on', label: 'Travels on', type: 'date' })
  const cabin = await define({
    key: 'cabin',
    labels: { en: 'Cabin', fr: 'Cabine', ar: 'المقصورة' },
    type: 'choice',
    options: ['Economy', { value: 'first', label: 'First class', labels: { fr: 'Première classe' } }],
  })
  await define({ key: 'speaks', label: 'Speaks', type: 'multi_choice', options: ['Arabic', 'French', 'English'] })
  await define({ key: 'nickname', label: 'Nickname', type: 'text' })
  await define({ key: 'page', label: 'Page', type: 'link' })
  await define({ key: 'second_email', label: 'Second e-mail', type: 'email' })
  await define({ key: 'second_phone', label: 'Second phone', type: 'phone' })
  await define({ key: 'guide', label: 'Guide', type: 'member' })

  return {
    visa,
    cabin,
    define,
    /** A value for each of them. */
    ALL: {
      visa: true,
      nights: 7.5,
      deposit: 1250.5,
      travels_on: '2026-09-01',
      cabin: 'first',
      speaks: ['arabic', 'french'],
      nickname: 'Tanit',
      page: 'https://tanit.example/about',
      second_email: 'tanit@carthage.example',
      second_phone: '+212 661-000111',
      guide,
    },
    async lead(last_name: string, custom: Record<string, unknown> = {}) {
      const { status, body } = await api.post('/leads', { last_name, custom })
      assert.equal(status, 201, JSON.stringify(body))
      return body
    },
    /** The last names of the leads that a query finds, in its order. */
    async names(query: string): Promise<string[]> {
      const { status, body } = await api.get(`/leads?${query}`)
      assert.equal(status, 200, JSON.stringify(body))
      return body.items.map(({ last_name }: { last_name: string }) => last_name)
    },
  }
}

/** What a refusal says of each field: its name and the code. */
export const wrongFields = ({ errors }: { errors: { field: string; code: string }[] }) =>
  errors.map(({ field, code }) => `${field} ${code}`)
