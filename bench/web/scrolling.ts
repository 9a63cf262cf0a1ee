import type { Browser } from 'playwright-core'
import { percentile } from '../load.ts'
import { openPage, print } from './browsing.ts'
import type { Product } from './product.ts'

const ROWS = 5_000
const SECONDS = 10
/** Of a default row, in pixels. */
const HEIGHT = 40
/** One frame of sixty in a second, and what the clock of a page is rounded by. */
const FRAME = 16.7 + 0.5

interface Scroll {
  frames: number[]
  blank: number
  rows: number
  moved: number
}

const share = ({ frames }: Scroll) => (100 * frames.filter((time) => time <= FRAME).length) / frames.length

/** Scrolls the list through thousands of rows, and an empty page as far, which tells what the machine can do. */
export async function measureScrolling(browser: Browser, product: Product): Promise<void> {
  const page = await openPage(browser, product)
  const devtools = await page.context().newCDPSession(page)
  const heap = async () => {
    await devtools.send('HeapProfiler.collectGarbage')
    const { usedSize } = await devtools.send('Runtime.getHeapUsage')
    return usedSize / 1e6
  }
  const scroll = (selector: string) =>
    page.evaluate<Scroll>(`probe.scroll(${JSON.stringify(selector)}, ${ROWS * HEIGHT}, ${SECONDS * 1000})`)

  // An answer of its own, because a script of every page expects an origin.
  const body = '<div id="empty" style="height: 800px; overflow: auto"><div style="height: 900000px"></div></div>'
  await page.route('**/empty', (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto('/empty')
  const empty = await scroll('#empty')

  console.log(`\nScrolling ${ROWS.toLocaleString('en')} rows in ${SECONDS} s:`)
  const bare = share(empty)
  console.log(
    `    an empty page on this machine, whose browser has no graphics processor: ${bare.toFixed(1)} % within 16.7 ms, ` +
      `p95 ${percentile(empty.frames, 0.95).toFixed(1)} ms`,
  )
  for (const name of ['leads', 'contacts', 'accounts']) {
    await page.goto(`/t/bench/${name}`)
    await page.locator(`main a[href*="/${name}/"]`).first().waitFor()
    await page.waitForTimeout(1000)
    const before = await heap()
    const list = await scroll(`[data-scroll=${name}]`)
    const after = await heap()
    const ours = share(list)
    console.log(
      `  ${ours >= 95 ? '✓' : '✗'} ${name}: frames within 16.7 ms: ${ours.toFixed(1)} % (bar 95); ratio to the empty page ` +
        `${(ours / bare).toFixed(2)}; a frame p95 ${percentile(list.frames, 0.95).toFixed(1)} ms; ` +
        `${Math.round(list.moved / HEIGHT)} rows`,
    )
    print(`${name}: longest blank view`, list.blank, 200)
    print(`${name}: rows in the page at most`, list.rows, 60, 'rows')
    print(`${name}: growth of the heap`, after - before, 80, 'MB', 1)
  }
  await page.context().close()
}
