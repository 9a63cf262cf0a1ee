import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { after, test } from 'node:test'
import { connectOut, isPublic, RefusedAddress } from './outbound.ts'

let connections = 0
const server = createServer((socket) => {
  connections += 1
  socket.end()
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo
after(() => server.close())

const HOSTILE = `
  127.0.0.1 127.8.9.1 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 198.18.0.1
  192.0.2.1 224.0.0.1 240.0.0.1 255.255.255.255 192.88.99.1 :: ::1 ::ffff:127.0.0.1 ::ffff:7f00:1
  ::127.0.0.1 ::7f00:1 ::5efe:10.0.0.1 ::5efe:a00:1 64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1:: 2001::1 2001:db8::1
  fe80::1 fe80::1%lo fec0::1 fd00:ec2::254 fc00::1 ff02::1 100::1
`
  .trim()
  .split(/\s+/)

test('F1: no address but of the public internet is public', () => {
  for (const address of HOSTILE) assert.equal(isPublic(address), false, address)
  for (const odd of ['', 'localhost', '0x7f.1', '2130706433', '①②⑦.0.0.1', '127.1', '1.2.3.4.', '1.2.3.4 '])
    assert.equal(isPublic(odd), false, odd)
  for (const address of ['1.1.1.1', '93.184.216.34', '2606:4700:4700::1111', '2a00:1450:4007::200e'])
    assert.equal(isPublic(address), true, address)
})

test('F1: what a tenant names leads neither to us nor to our neighbours, in no spelling', async () => {
  for (const host of [...HOSTILE, 'localhost', 'localhost.', '0x7f.1', '2130706433', '127.1', '①②⑦.0.0.1'])
    await assert.rejects(connectOut({ host, port: 443, named_by: 'tenant', patience: 2000 }), `${host} was reached`)
  await assert.rejects(connectOut({ host: '127.0.0.1', port: 443, named_by: 'tenant' }), RefusedAddress)
  await assert.rejects(connectOut({ host: 'localhost', port: 443, named_by: 'tenant' }), RefusedAddress)
  for (const port of [22, 25, 5432, 6379, 0])
    await assert.rejects(connectOut({ host: '1.1.1.1', port, named_by: 'tenant' }), RefusedAddress)
  assert.equal(connections, 0)
})

test('what the operator names may stand beside us', async () => {
  for (const host of ['127.0.0.1', 'localhost']) {
    const socket = await connectOut({ host, port, named_by: 'operator' })
    socket.destroy()
  }
  assert.equal(connections, 2)
  await assert.rejects(connectOut({ host: '127.0.0.1', port: 1, named_by: 'operator' }), { code: 'ECONNREFUSED' })
})
