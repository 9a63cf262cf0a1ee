import type { Nothing, Operation } from '@rihla/contracts/operation.ts'
import { takePrefetched } from './prefetched.ts'
import { currentLanguage } from './i18n.ts'
import type { Wire } from './wire.ts'

/** RFC 9457, with what ours says besides. */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail?: string
  errors?: { field: string; code: string; message: string }[]
  request_id?: string
  /** On 412: the record as it is now. */
  current?: unknown
}

/** What the API refused, or `status` 0 when no answer came. Messages are in the caller's language already. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'ProblemError'
    this.problem = problem
  }
  get status() {
    return this.problem.status
  }
  get code() {
    return this.problem.code
  }
}

/** The problem behind anything that was thrown. */
export const problemOf = (error: unknown): Problem =>
  error instanceof ProblemError ? error.problem : { type: 'about:blank', title: String(error), status: -1, code: 'app' }

type Given<K extends string, T> = [T] extends [null]
  ? unknown
  : [T] extends [Nothing]
    ? { [key in K]?: Wire<T> }
    : Record<never, never> extends Wire<T>
      ? { [key in K]?: Wire<T> }
      : { [key in K]: Wire<T> }

/** What an operation wants from its caller, as JSON. */
export type Input<P, Q, B> = Given<'params', P> &
  Given<'query', Q> &
  Given<'body', B> & { headers?: Record<string, string>; signal?: AbortSignal }

export interface AnyInput {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  /** Sent as it is, in place of a body. */
  file?: Blob
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** The address of an operation with its parameters filled in. */
export function addressOf(op: { path: string }, { params = {}, query = {} }: AnyInput): string {
  const path = op.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat())
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
  return search.size ? `${path}?${search}` : path
}

const LONGEST = 30_000
/** A file has further to go. */
const LONGEST_UPLOAD = 15 * 60_000
const noAnswer = (title: string): ProblemError =>
  new ProblemError({ type: 'about:blank', title, status: 0, code: 'network' })

export interface SendOptions {
  token?: string
  /** For streams, which end when one of the two leaves. */
  endless?: boolean
}

/** Sends one request and answers the response, or throws the problem it carries. */
export async function send(
  op: Pick<Operation, 'method' | 'path'>,
  input: AnyInput,
  { token, endless }: SendOptions = {},
): Promise<Response> {
  const limits = [
    input.signal,
    endless ? undefined : AbortSignal.timeout(input.file ? LONGEST_UPLOAD : LONGEST),
  ].filter((limit) => limit !== undefined)
  const headers = new Headers({ accept: 'application/json', 'accept-language': currentLanguage(), ...input.headers })
  if (input.body !== undefined) headers.set('content-type', 'application/json')
  if (input.file) headers.set('content-type', input.file.type || 'application/octet-stream')
  if (token) headers.set('authorization', `Bearer ${token}`)
  const address = addressOf(op, input)
  const body = input.body === undefined ? null : JSON.stringify(input.body)
  let response: Response
  try {
    response = await (takePrefetched(op.method, address, body, token) ??
      fetch(address, {
        method: op.method,
        headers,
        body: input.file ?? body,
        credentials: 'same-origin',
        signal: AbortSignal.any(limits),
      }))
  } catch (error) {
    if (input.signal?.aborted) throw error
    throw noAnswer(error instanceof Error ? error.message : String(error))
  }
  if (!response.ok) throw new ProblemError(await readProblem(response))
  return response
}

async function readProblem(response: Response): Promise<Problem> {
  const bare: Problem = {
    type: 'about:blank',
    title: response.statusText || String(response.status),
    status: response.status,
    code: `http_${response.status}`,
  }
  const request_id = response.headers.get('x-request-id')
  if (request_id) bare.request_id = request_id
  if (!response.headers.get('content-type')?.includes('json')) return bare
  return { ...bare, ...((await response.json().catch(() => ({}))) as Partial<Problem>) }
}
