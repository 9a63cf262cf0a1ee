import type { Operation } from '@rihla/contracts/operation.ts'
import { type AnyInput, type Input, ProblemError, send, type SendOptions } from './http.ts'
import { tokenFor } from './session.ts'
import type { Wire } from './wire.ts'

export interface Written<T> {
  data: T
  /** What undo takes back; null when nothing changed. */
  operation_id: string | null
}

/** Calls an operation of the contracts in the tenant its parameters name. */
export async function call<P extends { tenant_id: string }, Q, B, A>(
  op: Operation<P, Q, B, A>,
  input: Input<P, Q, B>,
): Promise<Wire<A>> {
  return (await write(op, input)).data
}

/** As `call`, and says which operation the server made of it. */
export async function write<P extends { tenant_id: string }, Q, B, A>(
  op: Operation<P, Q, B, A>,
  input: Input<P, Q, B>,
): Promise<Written<Wire<A>>> {
  const response = await authorized(op, input as AnyInput)
  const data = response.status === 204 ? null : await response.json()
  return { data: data as Wire<A>, operation_id: response.headers.get('x-operation-id') }
}

/** Sends a file to an operation that takes one, as its body. */
export async function upload<A>(
  op: Operation<any, any, any, A>,
  file: Blob,
  input: AnyInput,
): Promise<Written<Wire<A>>> {
  const response = await authorized(op, { ...input, file })
  return { data: (await response.json()) as Wire<A>, operation_id: response.headers.get('x-operation-id') }
}

/** Calls an operation on the user themselves, who is signed in to this tenant. */
export async function callMine<P, Q, B, A>(
  tenant: string,
  op: Operation<P, Q, B, A>,
  input: Input<P, Q, B>,
): Promise<Wire<A>> {
  const given = input as AnyInput
  const response = await authorized(op, { ...given, params: { ...given.params, tenant_id: tenant } })
  return (response.status === 204 ? null : await response.json()) as Wire<A>
}

/** Sends with the tenant's token; a token refused once is renewed, silently, and the request sent again. */
export async function authorized(
  op: Operation<any, any, any, any>,
  input: AnyInput,
  options: SendOptions = {},
): Promise<Response> {
  const tenant = String(input.params?.['tenant_id'])
  try {
    return await send(op, input, { ...options, token: await tokenFor(tenant) })
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 401) throw error
    return send(op, input, { ...options, token: await tokenFor(tenant, { fresh: true }) })
  }
}

/** A key for `Idempotency-Key`: made when a form opens, so that sending it twice makes one record. */
export function newKey(): string {
  // `randomUUID` is missing from pages on plain http, other than localhost.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
