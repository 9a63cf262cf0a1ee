import { Problem } from './errors.ts'

/** Lets `concurrent` jobs run and `waiting` ones queue; more are refused at once. */
export class Gate {
  #free: number
  #most: number
  #queue: (() => void)[] = []

  constructor(concurrent: number, waiting: number) {
    this.#free = concurrent
    this.#most = waiting
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1
    else if (this.#queue.length >= this.#most) throw new Problem(503, 'overloaded', { headers: { 'retry-after': '2' } })
    else await new Promise<void>((resolve) => this.#queue.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#queue.shift()
      if (next) next()
      else this.#free += 1
    }
  }
}
