import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { text } from 'node:stream/consumers'

const SOURCE = join(import.meta.dirname, '../src')
const DATA_DIR = fs.mkdtempSync(join(tmpdir(), 'rihla-main-'))
const running = new Set<ChildProcess>()
after(async () => {
  for (const child of running) child.kill('SIGKILL')
  fs.rmSync(DATA_DIR, { recursive: true, force: true })
})

function run(file: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const { PATH } = process.env
  const child = spawn(process.execPath, [join(SOURCE, file), ...args], {
    env: { PATH, DATA_DIR, NODE_ENV: 'test', ...env },
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  const ended = once(child, 'exit').then(async ([code]) => code as number | null)
  return { child, ended, out: text(child.stdout), err: text(child.stderr) }
}

/** The server, listening on a free port. */
async function serve(env: NodeJS.ProcessEnv = {}) {
  const server = run('main.ts', [], { PORT: '0', ...env })
  const told = new Promise<string>((resolve) =>
    server.child.stdout.on('data', (chunk: Buffer) => {
      const [, address] = /Rihla +(http:\S+)/.exec(chunk.toString()) ?? []
      if (address) resolve(address)
    }),
  )
  const failed = server.ended.then(async (code) => assert.fail(`it ended with ${code}: ${await server.err}`))
  const address = await Promise.race([told, failed])
  failed.catch(() => undefined)
  return { ...server, address, port: Number(new URL(address).port) }
}

const cli = async (...args: string[]) => {
  const { ended, out, err } = run('cli.ts', args)
  return { code: await ended, out: (await out).trim(), err: (await err).trim() }
}

const stopped = () => !fs.existsSync(join(DATA_DIR, 'postgres/postmaster.pid'))

test('starts on an empty folder, serves, and ends with everything it started', async () => {
  const server = await serve()
  assert.equal((await fetch(`${server.address}/health`)).status, 200)
  assert.equal((await fetch(`${server.address}/ready`)).status, 200)
  server.child.kill('SIGTERM')
  assert.equal(await server.ended, 0, await server.err)
  assert.ok(stopped())
})

test('after kill -9 it starts again with what was there', async () => {
  const first = await serve()
  assert.equal((await cli('tenants', 'create', '--slug', 'kept', '--name', 'Kept')).code, 0)
  first.child.kill('SIGKILL')
  await first.ended
  assert.ok(!stopped())
  const second = await serve()
  assert.match((await cli('tenants', 'list')).out, /^kept /)
  second.child.kill('SIGINT')
  assert.equal(await second.ended, 0)
  assert.ok(stopped())
})

test('a request in flight is answered before the end; nobody new is let in', async () => {
  const server = await serve()
  const socket = connect(server.port, 'localhost')
  const body = JSON.stringify({ email: 'nobody@atlas.example', password: 'x' })
  const head = `POST /api/v1/auth/login HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nexpect: 100-continue\r\n\r\n`
  socket.write(head)
  // From here on the server knows of the request.
  const [answer] = (await once(socket, 'data')) as [Buffer]
  assert.match(String(answer), /^HTTP\/1\.1 100 /)
  socket.write(body.slice(0, 10))
  server.child.kill('SIGTERM')
  server.child.kill('SIGTERM') // as npm repeats it
  await new Promise((resolve) => setTimeout(resolve, 300))
  await assert.rejects(fetch(`${server.address}/health`))
  socket.write(body.slice(10))
  assert.match(await text(socket), /^HTTP\/1\.1 401 /)
  assert.equal(await server.ended, 0)
})

test('a second signal ends it at once', async () => {
  const server = await serve()
  const socket = connect(server.port, 'localhost')
  socket.on('error', () => undefined)
  socket.write(
    'POST /api/v1/auth/login HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n',
  )
  await new Promise((resolve) => setTimeout(resolve, 200))
  server.child.kill('SIGTERM')
  await new Promise((resolve) => setTimeout(resolve, 700))
  server.child.kill('SIGTERM')
  assert.equal(await server.ended, 1)
  socket.destroy()
})

test('a start that cannot be says why in a line, and leaves no database behind', async () => {
  const production = { NODE_ENV: 'production', JWT_SECRET_KEY: 'your-secret-key-change-in-production', PORT: '0' }
  const weak = run('main.ts', [], production)
  assert.equal(await weak.ended, 1)
  assert.match(await weak.err, /JWT_SECRET_KEY is a placeholder/)
  assert.ok(!(await weak.err).includes(production.JWT_SECRET_KEY))

  const server = await serve()
  const second = run('main.ts', [], { PORT: `${server.port}` })
  assert.equal(await second.ended, 1)
  assert.match(await second.err, /PORT/)
  assert.equal((await fetch(`${server.address}/ready`)).status, 200)
  server.child.kill('SIGTERM')
  assert.equal(await server.ended, 0)
  assert.ok(stopped())
})

test('the command line makes a tenant and a user and mints a token that the server takes', async () => {
  assert.equal((await cli('tenants', 'create', '--slug', 'atlas', '--name', 'Atlas Voyages')).code, 0)
  const twice = await cli('tenants', 'create', '--slug', 'atlas', '--name', 'Atlas Voyages')
  assert.deepEqual([twice.code, twice.err], [1, 'There is a tenant of that slug or id already.'])
  const user = ['--email', 'amal@atlas.example', '--name', 'Amal', '--tenant', 'atlas', '--role', 'agent']
  const made = await cli('users', 'create', ...user)
  assert.match(made.out, /amal@atlas\.example .* agent in atlas\npassword, if the user is new: \S{16}$/)
  const { out: token } = await cli('token', '--email', 'amal@atlas.example')

  const server = await serve()
  const answer = await fetch(`${server.address}/api/v1/tenants/atlas/auth/test`, {
    headers: { authorization: `Bearer ${token}` },
  })
  assert.equal(answer.status, 200)
  server.child.kill('SIGTERM')
  await server.ended
})

test('the command line migrates back and forth, and explains itself', async () => {
  assert.match((await cli('rollback')).out, /^\d{4}_\w+\ntenants: 2 taken back, 0 failed/)
  assert.match((await cli('migrate')).out, /^platform: nothing new\ntenants: 2 migrated, 0 failed/)
  for (const words of [['help'], []]) assert.match((await cli(...words)).out, /users create --email/)
  for (const words of [['nonsense'], ['tenants', 'create', '--slag', 'x'], ['users', 'create', '--email', 'x']])
    assert.equal((await cli(...words)).code, 2, words.join(' '))
})
