import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { canEnter, userForRoot } from '#platform/embedded/binaries.ts'
import { startEmbedded } from '#platform/embedded.ts'

const root = process.getuid?.() === 0
const noOtherUser = !root
  ? 'needs root'
  : !canEnter(import.meta.dirname, userForRoot()) && 'the project is closed to others'
const folders: string[] = []
after(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })))

function newFolder(name = 'data') {
  const folder = fs.mkdtempSync(join(tmpdir(), 'rihla-embedded-'))
  fs.chmodSync(folder, 0o755)
  folders.push(folder)
  return join(folder, name)
}

async function query(config: pg.ClientConfig, text: string): Promise<any[]> {
  const client = new pg.Client(config)
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** The first answer within ten seconds. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (tries === 100) throw error
      await sleep(100)
    }
  }
}

const postmaster = (folder: string) => {
  try {
    return Number(fs.readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return undefined
  }
}

/** A process of its own that starts the server and can be killed. */
async function hold(folder: string, options: object = {}): Promise<{ process: ChildProcess; admin: pg.ClientConfig }> {
  const script = join(import.meta.dirname, 'holdEmbedded.ts')
  const process_ = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'], ...options })
  const ended = once(process_, 'exit').then(([code]) => assert.fail(`it ended with ${code}`))
  const [text] = (await Promise.race([once(process_.stdout!, 'data'), ended])) as [Buffer]
  ended.catch(() => undefined)
  return { process: process_, admin: JSON.parse(text.toString()) as pg.ClientConfig }
}

async function kill(child: ChildProcess) {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

test('makes its data where the path has 120 characters, keeps it, and a clean stop ends it', async () => {
  const folder = newFolder('d'.repeat(120))
  const first = await startEmbedded(folder)
  await query(first.admin, 'create table kept as select 42 as answer')
  const [settings] = await query(
    first.admin,
    `select current_setting('listen_addresses') as tcp, current_setting('synchronous_commit') as commit,
            current_setting('fsync') as fsync, pg_encoding_to_char(encoding) as encoding, datlocprovider, datlocale
       from pg_database where datname = current_database()`,
  )
  assert.deepEqual(settings, {
    tcp: '',
    commit: 'on',
    fsync: 'on',
    encoding: 'UTF8',
    datlocprovider: 'b',
    datlocale: 'C.UTF-8',
  })
  const sockets = fs.statSync(first.admin.host!)
  assert.equal(sockets.mode & 0o777, 0o700)
  folders.push(first.admin.host!)
  await first.close()
  assert.equal(postmaster(folder), undefined)

  const second = await startEmbedded(folder)
  assert.deepEqual(await query(second.admin, 'select answer from kept'), [{ answer: 42 }])
  await second.close()
})

test('two first starts at once share one server, which the last one to leave ends', async () => {
  const folder = newFolder()
  const [one, other] = await Promise.all([startEmbedded(folder), hold(folder)])
  await query(one.admin, 'create table shared_by_both ()')
  await query(other.admin, 'select from shared_by_both')
  await one.close()
  await query(other.admin, 'select from shared_by_both')
  await kill(other.process)
  await (await startEmbedded(folder)).close()
  assert.equal(postmaster(folder), undefined)
})

test('comes back after kill -9 of Node, of PostgreSQL, and of both', async () => {
  const folder = newFolder()
  const first = await hold(folder)
  await query(first.admin, 'create table written as select 1 as n')
  const pid = postmaster(folder)
  await kill(first.process)

  const second = await startEmbedded(folder)
  assert.equal(postmaster(folder), pid, 'the living server is joined')
  await query(second.admin, 'insert into written values (2)')
  process.kill(pid!, 'SIGKILL')
  await patiently(() => query(second.admin, 'insert into written values (3)'))
  assert.notEqual(postmaster(folder), pid)
  await second.close()

  const third = await hold(folder)
  await query(third.admin, 'insert into written values (4)')
  process.kill(postmaster(folder)!, 'SIGKILL')
  await kill(third.process)

  const fourth = await startEmbedded(folder)
  const rows = await query(fourth.admin, 'select n from written order by n')
  assert.deepEqual(
    rows.map(({ n }) => n as number),
    [1, 2, 3, 4],
  )
  await fourth.close()
})

test('a lock file that names the process of somebody else does not stop it', async () => {
  const folder = newFolder()
  const before = await startEmbedded(folder)
  const { host } = before.admin
  const lock = join(folder, 'postgres/postmaster.pid')
  const text = fs.readFileSync(lock, 'utf8')
  await before.close()
  // As a container finds it after a hard stop: the number is that of another process now.
  const stranger = spawn('sleep', ['60'], root ? userForRoot() : {})
  fs.writeFileSync(lock, text.replace(/^\d+/, `${stranger.pid}`))
  fs.writeFileSync(join(host!, '.s.PGSQL.5432.lock'), text.replace(/^\d+/, `${stranger.pid}`))
  const again = await startEmbedded(folder)
  assert.notEqual(postmaster(folder), stranger.pid)
  stranger.kill()
  await again.close()
})

test(
  'as root in a folder closed to others, the data goes where PostgreSQL can go',
  { skip: !root && 'needs root' },
  async () => {
    const folder = newFolder('closed/data')
    fs.mkdirSync(dirname(folder), { mode: 0o700 })
    const first = await startEmbedded(folder)
    const place = fs.realpathSync(join(folder, 'postgres'))
    folders.push(dirname(place))
    assert.ok(!place.startsWith(folder), place)
    await query(first.admin, 'create table kept ()')
    await first.close()
    const second = await startEmbedded(folder)
    await query(second.admin, 'select from kept')
    await second.close()
  },
)

test('as root, a data folder closed to others lets PostgreSQL pass', { skip: !root && 'needs root' }, async () => {
  const folder = newFolder()
  fs.mkdirSync(folder, { mode: 0o700 })
  const server = await startEmbedded(folder)
  assert.equal(fs.realpathSync(join(folder, 'postgres')), join(folder, 'postgres'))
  await server.close()
})

test('an ordinary user runs it as oneself, root then joins it', { skip: noOtherUser }, async () => {
  const user = userForRoot()
  const folder = newFolder()
  fs.mkdirSync(folder)
  fs.chownSync(folder, user.uid, user.gid)
  const { process: theirs, admin } = await hold(folder, user)
  await query(admin, 'create table kept ()')
  assert.equal(fs.statSync(join(folder, 'postgres')).uid, user.uid)
  await kill(theirs)
  const ours = await startEmbedded(folder)
  await query(ours.admin, 'select from kept')
  await ours.close()
  assert.equal(postmaster(folder), undefined)
})
