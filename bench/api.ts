// Our server in production mode against a bare one (bare.ts) on the same rows of the same PostgreSQL, in alternating
// rounds, so that what the machine does besides falls on both. Prints ratios; absolute figures beside them.
import { cpuOf } from './cpu.ts'
import { openEnvironment } from './environment.ts'
import { ask, type Load, median, percentile, type Round } from './load.ts'
import { seedLeads } from './seed.ts'
import { type Server, startServer } from './servers.ts'

/** Processor time in milliseconds beside the round. */
type Measured = Round & { node: number; postgres: number }

const LEADS = 10_000
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 5)

const { admin, tenant, postgres, startProduct, headersOf, onClose, close } = await openEnvironment()
try {
  const ids = await seedLeads(admin, tenant.schema, LEADS)

  const ours = await startProduct()
  const bare = await startServer(
    'bench/bare.ts',
    { BARE_DATABASE: JSON.stringify(admin), BARE_SCHEMA: tenant.schema },
    `/leads/${ids[0]}`,
  )
  onClose(bare.stop)

  const headers = await headersOf('manager')
  const base = `/api/v1/tenants/${tenant.id}`

  const questions: { name: string; bar: number; load: Omit<Load, 'seconds'> }[] = [
    { name: 'lead by id', bar: 0.5, load: { connections: 10, paths: some(ids, 500).map((id) => `/leads/${id}`) } },
    {
      name: `list of 20 of ${LEADS}, filter, count`,
      bar: 0.6,
      load: {
        connections: 10,
        paths: ['new', 'won', 'new,callback', 'proposal'].map((s) => `/leads?lead_status=${s}`),
      },
    },
    {
      name: 'create, with its event',
      bar: 0.4,
      load: {
        connections: 10,
        paths: ['/leads'],
        body: {
          first_name: 'Amina',
          last_name: 'Bennani',
          email: 'amina.bennani@example.com',
          phone: '+212661234567',
          company_name: 'Agence Bennani',
          title: 'Desert tour, 8 days',
          lead_source: 'website',
          number_of_travelers: 4,
          estimated_value: 18000,
          currency: 'MAD',
        },
      },
    },
    {
      name: 'lead by id, 500 connections',
      bar: 0,
      load: { connections: 500, paths: some(ids, 500).map((id) => `/leads/${id}`) },
    },
  ]

  /** One load on one server, with the processor time that it cost there and in PostgreSQL. */
  async function measure({ origin, pid }: Server, load: Load): Promise<Measured> {
    const [node, database] = [cpuOf(pid), cpuOf(postgres, true)]
    const round = await ask(origin, load)
    return { ...round, node: cpuOf(pid) - node, postgres: cpuOf(postgres, true) - database }
  }

  console.log(`${ROUNDS} rounds of ${SECONDS} s each way, ${LEADS} leads, Node ${process.version}`)
  let failed = false
  const wanted = questions.filter(({ name }) => name.includes(process.argv[2] ?? ''))
  for (const { name, bar, load } of wanted) {
    const onOurs = { ...load, headers, paths: load.paths.map((path) => base + path) }
    const [a, b]: [Measured[], Measured[]] = [[], []]
    await ask(ours.origin, { ...onOurs, seconds: 2 })
    await ask(bare.origin, { ...load, seconds: 2 })
    for (let round = 0; round < ROUNDS; round += 1) {
      a.push(await measure(ours, { ...onOurs, seconds: SECONDS }))
      b.push(await measure(bare, { ...load, seconds: SECONDS }))
    }
    const ratios = a.map(({ rate }, round) => rate / b[round]!.rate)
    const ratio = median(ratios)
    const errors = [...a, ...b].reduce((sum, round) => sum + round.errors, 0)
    failed ||= ratio < bar || errors > 0
    // What a machine that is busy with other things distorts least.
    const cost = (rounds: Measured[]) => total(rounds, (round) => round.node + round.postgres) / answers(rounds)
    const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`
    const byCost = (cost(b) / cost(a)).toFixed(2)
    const least = bar ? `, wanted ≥ ${bar}` : ''
    console.log(
      `\n${name}: ${ratio.toFixed(2)} of bare (${spread}; by processor time ${byCost})${least}, ${errors} errors`,
    )
    console.log(`  ours  ${figures(a)}\n  bare  ${figures(b)}`)
  }
  process.exitCode = failed ? 1 : 0
} finally {
  await close()
}

function answers(rounds: Measured[]): number {
  return total(rounds, ({ times }) => times.length)
}

function total(rounds: Measured[], of: (round: Measured) => number): number {
  return rounds.reduce((sum, round) => sum + of(round), 0)
}

function figures(rounds: Measured[]): string {
  const times = rounds.flatMap((round) => round.times)
  const each = (of: (round: Measured) => number) => (total(rounds, of) / answers(rounds)).toFixed(2)
  const rate = Math.round(median(rounds.map((round) => round.rate))).toLocaleString('en')
  return (
    `${rate.padStart(7)}/s   p50 ${percentile(times, 0.5).toFixed(1)} ms   p99 ${percentile(times, 0.99).toFixed(1)} ms   ` +
    `processor a request: Node ${each((round) => round.node)} ms, PostgreSQL ${each((round) => round.postgres)} ms`
  )
}

/** `count` of them, evenly spread. */
function some(ids: string[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => ids[Math.floor((index * ids.length) / count)]!)
}
