import { expect, type Page } from '@playwright/test'

/** Which requests of the API are in trouble: by method and the end of the path. */
export interface Where {
  method?: string
  path: RegExp
}

const inApi =
  ({ path }: Where) =>
  (url: URL) =>
    url.pathname.startsWith('/api/') && path.test(url.pathname)

/** Holds answers back, until let go: what is seen meanwhile is the page that waits. */
export async function hold(page: Page, where: Where): Promise<() => Promise<void>> {
  let open = () => {}
  const gate = new Promise<void>((resolve) => (open = resolve))
  const match = inApi(where)
  await page.route(match, async (route) => {
    if (!where.method || route.request().method() === where.method) await gate
    // The page may have given up on it.
    await route.fallback().catch(() => {})
  })
  return async () => {
    open()
    await page.unroute(match)
  }
}

/** A number to quote, as the server would give one. */
export const REQUEST_ID = '01890000-0000-7000-8000-00000000e2e0'

/** Lets requests fail with a problem, until it is over. */
export function fail(page: Page, where: Where, problem: Record<string, unknown> = {}): Promise<() => Promise<void>> {
  const status = (problem['status'] as number | undefined) ?? 500
  const body = {
    type: 'about:blank',
    title: 'Something went wrong here',
    detail: 'It was written down; try again.',
    code: 'internal_error',
    errors: [],
    request_id: REQUEST_ID,
    ...problem,
    status,
  }
  return answer(page, where, (route) =>
    route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify(body) }),
  )
}

/** Cuts the line, until it is mended. */
export const cut = (page: Page, where: Where): Promise<() => Promise<void>> =>
  answer(page, where, (route) => route.abort('connectionreset'))

type Route = Parameters<Parameters<Page['route']>[1]>[0]

async function answer(page: Page, where: Where, how: (route: Route) => Promise<void>) {
  const match = inApi(where)
  await page.route(match, (route) =>
    !where.method || route.request().method() === where.method ? how(route) : route.fallback(),
  )
  return () => page.unroute(match)
}

/** The browser's own words about answers that are none. */
export const NO_ANSWER = /^Failed to load resource/

/** No part of the page is a blank: there is something to read, or the shape of what will come. */
export async function expectNoBlank(page: Page) {
  const main = page.locator('main')
  await expect
    .poll(
      async () => Boolean((await main.innerText()).trim()) || (await main.locator('[aria-busy=true]').count()) > 0,
      'something to see',
    )
    .toBe(true)
}
