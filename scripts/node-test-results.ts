import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'

/** A node:test reporter that writes, as one JSON object, what `scripts/test.ts` adds up. */
export default async function* results(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const failures = new Set<string>()
  for await (const { type, data } of events) {
    // A suite or a test with subtests fails with them: naming those is enough.
    if (type === 'test:fail' && (data.details.error as { failureType?: string }).failureType !== 'subtestsFailed')
      failures.add(`${relative(process.cwd(), data.file ?? '')}: ${data.name}`)
    if (type === 'test:summary' && data.file === undefined) {
      const { tests, passed, skipped, todo } = data.counts
      const failed = tests - passed - skipped - todo
      yield JSON.stringify({ passed, failed, skipped: skipped + todo, failures: [...failures] })
    }
  }
}
