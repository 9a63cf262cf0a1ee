import assert from 'node:assert/strict'
import { type Answer, type Person, testTenant } from './tenant.ts'

/** A tenant with fields of its own, some of which are not there for some roles. */
export async function testSight() {
  const { person, api, admin, rihla } = await testTenant()
  const [manager, agent] = [await person('manager'), await person('agent')]
  await rihla.start()

  const define = (field: Record<string, unknown>) =>
    ok(api.post('/custom-fields', { record_type: 'lead', ...field }), 201)
  const margin = await define({ key: 'margin', label: 'Margin', type: 'number', visible_to: ['manager'] })
  const secret = await define({ key: 'secret', label: 'Secret', type: 'text', visible_to: ['admin'] })
  await define({ key: 'open', label: 'Open', type: 'text' })
  const begun = { key: 'begun', label: 'Begun', type: 'choice', options: ['yes', 'no'] }
  await define({ ...begun, required: true, default_value: 'yes', visible_to: ['manager'] })
  const demanded = { key: 'demanded', label: 'Demanded', type: 'text', record_type: 'contact', required: true }
  await define({ ...demanded, visible_to: ['manager'] })

  const lead = (last_name: string, custom: object = {}, more: object = {}) =>
    ok(api.post('/leads', { last_name, custom, assigned_to: agent.id, ...more }), 201)
  const customOf = async (id: string, who: Person = admin) => (await ok(who.api.get(`/leads/${id}`))).custom
  return { api, admin, manager, agent, define, margin, secret, lead, customOf }
}

/** The body of an answer of this status, with its headers. */
export async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body, headers } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return { ...body, headers }
}

/** Takes back the operation of an answer. */
export const undo = (who: Person, { headers }: { headers: object }) =>
  who.api.post(`/events/${(headers as Record<string, string>)['x-operation-id']}/undo`, {})

/** What a refusal says, whatever the field is called. */
export const told = ({ status, body: { code, errors } }: Answer, key: string) =>
  JSON.stringify([status, code, errors]).replaceAll(key, '')
