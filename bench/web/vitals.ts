import type { Browser, Page } from 'playwright-core'
import { median } from '../load.ts'
import { openPage, print } from './browsing.ts'
import type { Product } from './product.ts'

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3)
const rows = (page: Page) => page.locator('main a[href*="/leads/"]')

interface Vitals {
  lcp: number
  cls: number
  inp: number
  slowest: string
}

/** A page of leads, and what somebody does there. */
interface Visit {
  name: string
  path: (product: Product) => string
  use: (page: Page) => Promise<void>
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) {
    await page.keyboard.press(key)
    await page.waitForTimeout(250)
  }
}

const VISITS: Visit[] = [
  {
    name: 'list',
    path: () => '/t/bench/leads',
    async use(page) {
      await press(page, 'j', 'j', 'j', 'k', 'x', 'Shift+ArrowDown', 'Escape')
      await page.getByRole('searchbox').fill('bennani')
      await page.waitForTimeout(1500)
    },
  },
  {
    name: 'board',
    path: () => '/t/bench/leads?layout=board',
    async use(page) {
      await rows(page).first().focus()
      await press(page, 'ArrowDown', 'ArrowDown', 'ArrowRight', 'Control+Shift+ArrowRight')
      await page.waitForTimeout(1000)
    },
  },
  {
    name: 'record',
    path: ({ ids }) => `/t/bench/leads/${ids[500]}`,
    async use(page) {
      await press(page, 'n')
      await page.keyboard.type('Called back')
      await press(page, 'Escape', 's', 'ArrowDown', 'Escape')
    },
  },
]

/** LCP, INP and CLS of each page, the first time it is opened, on a slow machine and line. */
export async function measureVitals(browser: Browser, product: Product): Promise<void> {
  console.log('\nFirst visit, processor 4 times slower, 10 Mbit/s, 40 ms:')
  for (const { name, path, use } of VISITS) {
    const found: Vitals[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const page = await openPage(browser, product, { slow: true })
      await page.goto(path(product))
      await (name === 'record' ? page.locator('main h1') : rows(page).first()).waitFor()
      await page.waitForTimeout(1500)
      await use(page)
      found.push(await page.evaluate<Vitals>('probe.vitals()'))
      await page.context().close()
    }
    const middle = (of: (vitals: Vitals) => number) => median(found.map(of))
    print(
      `${name}: largest contentful paint`,
      middle(({ lcp }) => lcp),
      1800,
    )
    const slowest = found.toSorted((a, b) => b.inp - a.inp)[0]!
    print(
      `${name}: longest interaction (worst: ${slowest.slowest})`,
      middle(({ inp }) => inp),
      150,
    )
    print(
      `${name}: layout shift`,
      middle(({ cls }) => cls),
      0.05,
      '',
      3,
    )
  }
}
