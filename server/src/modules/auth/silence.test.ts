// What lets somebody in, or says who they are, stands in no line of the log (`security.md` T31).
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { Writable } from 'node:stream'
import { createLog } from '#platform/log.ts'
import { mailbox } from '#test/mailbox.ts'
import { visitor } from '#test/people.ts'
import { testRihla } from '#test/tenant.ts'

const lines: string[] = []
const stream = new Writable({
  write(chunk, _, done) {
    lines.push(String(chunk))
    done()
  },
})
const log = createLog({ log_level: 'trace' }, stream)
const mail = await mailbox()
const settings = { mail: mail.config, public_url: 'https://crm.oasis.example' }
const { rihla, tenant: newTenant } = await testRihla({ alone: true, settings, log })
await rihla.start()
const { person, tenant } = await newTenant()
const { api } = await person('admin')
const { get, post, login, settle } = visitor(rihla)

test('neither tokens nor passwords nor addresses are logged, whatever goes well or wrong', async () => {
  const password = `mint tea ${randomUUID()}`
  const [invited, refused] = [`guest-${randomUUID()}@test.example`, `late-${randomUUID()}@test.example`]
  await api.post('/invitations', { emails: [invited], role: 'agent' })
  const token = /join\/([\w-]+)/.exec((await mail.to(invited))[0]!.text)![1]!
  await get(`invitations/${token}`)
  await get(`invitations/${token}x`)
  await post('join', { token: `${token}x`, name: 'Chama', password })
  assert.equal((await post('join', { token, name: 'Chama', password })).status, 200)
  await post('join', { token, name: 'Chama', password })

  const somebody = await settle([{ tenant, role: 'agent' }])
  await login(somebody.email, `${password} wrong`)
  await post('forgot', { email: somebody.email })
  const reset = /reset\/([\w-]+)/.exec((await mail.to(somebody.email))[0]!.text)![1]!
  await post('reset', { token: reset, password: 'short' })
  assert.equal((await post('reset', { token: reset, password })).status, 200)
  await rihla.app.inject({ url: `/join/${token}` })
  await rihla.app.inject({ url: `/reset/${reset}` })

  // A mail server that is away, in the middle of it.
  mail.refuse(451, 1)
  await api.post('/invitations', { emails: [refused], role: 'agent' })
  await mail.to(refused)

  const told = lines.join('')
  assert.ok(lines.length > 10)
  assert.match(told, /The mail server did not take the mail/)
  for (const secret of [token, reset, password, invited, refused, somebody.email, somebody.password, 'Chama'])
    assert.ok(
      !told.includes(secret),
      lines.find((line) => line.includes(secret)),
    )
})
