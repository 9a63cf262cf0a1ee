import { collectDefaultMetrics, Counter, Gauge, Histogram, register } from 'prom-client'
import type { Lanes } from './lanes.ts'

const requests = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time to answer, by route template',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
})

/** @param ms time to answer, milliseconds */
export const observeRequest = (method: string, route: string, status: number, ms: number) =>
  requests.observe({ method, route, status }, ms / 1000)

export const eventsPublished = new Counter({
  name: 'events_published_total',
  help: 'Events numbered and fed by the dispatcher',
})

let started = false

/** Figures of the process and of its lanes to the database. */
export function watchProcess(lanes: Lanes) {
  if (started) return
  started = true
  collectDefaultMetrics()
  for (const name of ['in_use', 'waiting', 'reads'] as const)
    new Gauge({
      name: `db_pool_${name}`,
      help: `Exclusive connections in use, callers waiting for one, statements on the read lane: ${name}`,
      collect() {
        this.set(lanes.usage[name])
      },
    })
}

export const metricsText = () => register.metrics()
export const metricsType = register.contentType
