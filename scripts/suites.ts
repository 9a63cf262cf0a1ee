import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bin, type Limits, root, run } from './run.ts'

export interface Results {
  passed: number
  failed: number
  skipped: number
  /** The name of each failing test. */
  failures: string[]
}

export const failure = (why: string): Results => ({ passed: 0, failed: 1, skipped: 0, failures: [why] })
export const skip = (): Results => ({ passed: 0, failed: 0, skipped: 1, failures: [] })

/** Commands without counts of their own pass or fail as one. */
export async function check(...commands: [string, ...string[]][]): Promise<Results> {
  for (const [name, ...args] of commands) {
    const outcome = await run([bin(name), ...args], { minutes: 5 })
    if (!outcome.ok) return failure(`${[name, ...args].join(' ')} ${outcome.why}`)
  }
  return { passed: 1, failed: 0, skipped: 0, failures: [] }
}

/** node:test over `files`. */
export function nodeTests(files: string[], limits: Limits, flags: string[] = []): Promise<Results> {
  return suite(
    (file) => [
      process.execPath,
      '--test',
      '--test-concurrency=3', // on two cores: one file waits for its database while others compute
      '--test-timeout=180000',
      '--test-force-exit', // a test that failed may have left a connection open, which is no reason to wait
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${root}/scripts/node-test-results.ts`,
      `--test-reporter-destination=${file}`,
      ...flags,
      ...files,
    ],
    (results) => results as Results,
    // Each file is a process, and all of them load the same modules.
    { ...limits, env: { NODE_COMPILE_CACHE: `${root}/node_modules/.cache/compiled`, ...limits.env } },
  )
}

interface VitestReport {
  numPassedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[]
}

/** Vitest in the workspace at `limits.cwd`. */
export function vitest(limits: Limits): Promise<Results> {
  const read = (report: VitestReport): Results => {
    const failures = report.testResults.flatMap(({ name, status, assertionResults }) => {
      const path = name.replace(`${root}/`, '')
      const failed = assertionResults.filter((one) => one.status === 'failed')
      // A file that cannot be loaded fails without a test of its own.
      if (status === 'failed' && failed.length === 0) return [`${path}: could not be run`]
      return failed.map(({ fullName }) => `${path}: ${fullName}`)
    })
    const skipped = report.numPendingTests + report.numTodoTests
    return { passed: report.numPassedTests, failed: failures.length, skipped, failures }
  }
  const command = (file: string): Command => [
    bin('vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  return suite(command, (report) => read(report as VitestReport), limits)
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[]
  specs?: { file: string; title: string; ok: boolean }[]
}
interface PlaywrightReport extends PlaywrightSuite {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
}

/** Playwright on the specs of e2e/. */
export function playwright(limits: Limits): Promise<Results> {
  const failed = ({ suites = [], specs = [] }: PlaywrightSuite): string[] => [
    ...specs.filter(({ ok }) => !ok).map((spec) => `${spec.file}: ${spec.title}`),
    ...suites.flatMap(failed),
  ]
  const read = ({ stats, ...report }: PlaywrightReport): Results => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    failures: failed(report),
  })
  const command = (file: string): Command => [
    'env',
    `PLAYWRIGHT_JSON_OUTPUT_FILE=${file}`,
    bin('playwright'),
    'test',
    '-c',
    'e2e',
    '--reporter=list,json',
  ]
  return suite(command, (report) => read(report as PlaywrightReport), limits)
}

type Command = [string, ...string[]]

/** Runs a test runner that leaves its report in a file; a run without a report, or without a reason, has failed. */
async function suite(
  command: (file: string) => Command,
  read: (report: unknown) => Results,
  limits: Limits,
): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), 'rihla-results-'))
  try {
    const file = join(folder, 'results.json')
    const outcome = await run(command(file), limits)
    const results = parse(file)
    if (results === undefined) return failure(`the tests ${outcome.why}, without results`)
    const counted = read(results)
    if (outcome.ok || counted.failed > 0) return counted
    return { ...counted, failed: 1, failures: [`the tests ${outcome.why}`] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
