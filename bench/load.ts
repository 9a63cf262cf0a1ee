import autocannon from 'autocannon'

export interface Round {
  /** 2xx answers a second. */
  rate: number
  /** Milliseconds of each answer. */
  times: number[]
  /** Answers that were not 2xx, time-outs and broken connections. */
  errors: number
}

export interface Load {
  /** Asked in turn: a different one each time keeps caches honest. */
  paths: string[]
  body?: object
  headers?: Record<string, string>
  connections: number
  seconds: number
}

/** Asks one server as fast as it answers, for some seconds. */
export function ask(origin: string, { paths, body, headers, connections, seconds }: Load): Promise<Round> {
  const method = body ? 'POST' : 'GET'
  const options: autocannon.Options = {
    url: origin,
    connections,
    duration: seconds,
    timeout: 20,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    requests: paths.map((path) => ({ method, path, ...(body && { body: JSON.stringify(body) }) })),
  }
  return new Promise((resolve, reject) => {
    const times: number[] = []
    const run = autocannon(options, (error: Error | null, result) => {
      if (error) return reject(error)
      const { duration, errors, timeouts, non2xx } = result
      resolve({ rate: result['2xx'] / duration, times, errors: errors + timeouts + non2xx })
    })
    // autocannon's own percentiles are whole milliseconds.
    run.on('response', (_client, _status, _bytes, time) => times.push(time))
  })
}

/** The time that `share` of the answers stayed under. */
export function percentile(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2
}
