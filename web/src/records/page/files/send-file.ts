import type { Operation } from '@rihla/contracts/operation.ts'
import type { Written } from '#lib/client.ts'
import { addressOf, type AnyInput, type Problem, ProblemError } from '#lib/http.ts'
import { currentLanguage } from '#lib/i18n.ts'
import { tokenFor } from '#lib/session.ts'
import type { Wire } from '#lib/wire.ts'

interface Options {
  signal: AbortSignal
  /** How much of it is on its way, from 0 to 1. */
  onProgress: (share: number) => void
}

/** Sends a file as the body of an operation, and tells how far it is. `fetch` says nothing of what it has sent. */
export async function sendFile<A>(
  op: Operation<any, any, any, A>,
  file: Blob,
  input: AnyInput,
  options: Options,
): Promise<Written<Wire<A>>> {
  const tenant = String(input.params?.['tenant_id'])
  try {
    return await attempt(op, file, input, await tokenFor(tenant), options)
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 401) throw error
    return attempt(op, file, input, await tokenFor(tenant, { fresh: true }), options)
  }
}

const attempt = <A>(
  op: Operation<any, any, any, A>,
  file: Blob,
  input: AnyInput,
  token: string,
  { signal, onProgress }: Options,
): Promise<Written<Wire<A>>> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(op.method, addressOf(op, input))
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', currentLanguage())
    request.setRequestHeader('authorization', `Bearer ${token}`)
    // What it is follows from its content; as JSON or a form it would be read as something else.
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => total && onProgress(loaded / total))
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300)
        resolve({
          data: JSON.parse(request.responseText) as Wire<A>,
          operation_id: request.getResponseHeader('x-operation-id'),
        })
      else reject(new ProblemError(problemIn(request)))
    })
    const broken = () => reject(new ProblemError({ type: 'about:blank', title: '', status: 0, code: 'network' }))
    request.addEventListener('error', broken)
    request.addEventListener('timeout', broken)
    request.addEventListener('abort', () => reject(signal.reason))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    if (signal.aborted) return reject(signal.reason)
    request.send(file)
  })

function problemIn(request: XMLHttpRequest): Problem {
  const { status, statusText, responseText } = request
  const bare = { type: 'about:blank', title: statusText || String(status), status, code: `http_${status}` }
  try {
    return { ...bare, ...(JSON.parse(responseText) as Partial<Problem>) }
  } catch {
    // A proxy in between answers with a page.
    return bare
  }
}
