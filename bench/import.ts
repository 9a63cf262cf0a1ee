// `npm run bench -- import`: a file of a hundred thousand contacts, from the upload until the last row is written, with
// duplicates looked for among as many that are there. Prints seconds and rows a second beside the bar; then the same
// file again, which changes nothing, and the undo. What it makes is gone afterwards.
import { setTimeout as sleep } from 'node:timers/promises'
import { contactAt, seedContacts } from './contacts.ts'
import { cpuOf } from './cpu.ts'
import { openEnvironment } from './environment.ts'

const ROWS = Number(process.env['BENCH_ROWS'] ?? 100_000)
/** Contacts that are there before; a tenth of the file is about some of them. */
const THERE = Number(process.env['BENCH_CONTACTS'] ?? 100_000)
/** Seconds for the whole of it: upload, check and run. */
const BAR = 60

const { admin, tenant, postgres, startProduct, headersOf, close } = await openEnvironment()
try {
  await seedContacts(admin, tenant.schema, THERE)
  const server = await startProduct()
  const caller = await headersOf('admin')

  async function call(method: string, path: string, body?: string, type = 'application/json'): Promise<any> {
    const headers = { ...caller, ...(body !== undefined && { 'content-type': type }) }
    const answer = await fetch(`${server.origin}/api/v1/tenants/${tenant.id}/${path}`, {
      method,
      headers,
      ...(body !== undefined && { body }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  async function end(id: string): Promise<any> {
    for (;;) {
      const one = await call('GET', `imports/${id}`)
      if (!['checking', 'running', 'undoing'].includes(one.state)) return one
      await sleep(100)
    }
  }

  // Nine of ten are new; the tenth part are people who are there, in another city.
  const fresh = THERE + ROWS
  const lines = Array.from({ length: ROWS }, (_, i) => {
    const one = contactAt(i % 10 ? THERE + i : i, fresh)
    const cells = [
      one.first_name,
      one.last_name,
      i % 10 ? `n${i}.${one.email}` : contactAt(i, THERE).email,
      i % 10 ? `+2125${String(i).padStart(8, '0')}` : '',
      one.city,
      one.title,
      '12/03/1988',
    ]
    return cells.join(';')
  })
  const file = ['Prénom;Nom;E-mail;Téléphone;Ville;Fonction;Date de naissance', ...lines].join('\r\n')
  console.log(
    `${ROWS.toLocaleString('en')} rows (${(file.length / 1e6).toFixed(1)} MB), ${THERE.toLocaleString('en')} contacts there, Node ${process.version}`,
  )
  // On a busy machine, seconds of processor say more than those of the clock.
  const cpu = () => [cpuOf(server.pid), cpuOf(postgres, true)].map((used) => used / 1000)
  let [app, database] = cpu()
  let last = performance.now()
  const lap = (name: string, rows = ROWS) => {
    const seconds = (performance.now() - last) / 1000
    last = performance.now()
    const [app_now, database_now] = cpu()
    const used = `processor: app ${(app_now! - app!).toFixed(1)} s, database ${(database_now! - database!).toFixed(1)} s`
    ;[app, database] = [app_now, database_now]
    const rate = Math.round(rows / seconds).toLocaleString('en')
    console.log(`${name.padEnd(20)} ${seconds.toFixed(1).padStart(6)} s ${rate.padStart(9)} rows/s  ${used}`)
    return seconds
  }
  async function whole(): Promise<{ id: string; seconds: number }> {
    const { id } = await call('POST', 'imports?record_type=contact&name=bench.csv', file, 'text/csv')
    let seconds = lap('upload and read')
    await call('POST', `imports/${id}/check`, '{}')
    console.log(JSON.stringify((await end(id)).counts))
    seconds += lap('check')
    await call('POST', `imports/${id}/run`, '{}')
    const { state, counts } = await end(id)
    console.log(state, JSON.stringify(counts))
    seconds += lap('run')
    return { id, seconds }
  }
  const { id, seconds } = await whole()
  const missed = seconds > BAR
  console.log(`all ${seconds.toFixed(1)} s; the bar is ${BAR} s${missed ? ' MISSED' : ''}`)
  last = performance.now()
  await whole()
  await call('POST', `imports/${id}/undo`, '{}')
  const { state, undone } = await end(id)
  lap(`undo (${state})`, undone.done)
  process.exitCode = missed ? 1 : 0
} finally {
  await close()
}
