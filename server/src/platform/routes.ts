import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '@rihla/contracts/operation.ts'
import type { Ctx } from './context.ts'

/** What a handler is given: everything is validated. */
export interface Input<P, Q, B> {
  params: P
  query: Q
  body: B
  /** Version the caller believes in, of If-Match or the body. */
  version: number | undefined
}

/** Access to the exchange itself, for sign-in cookies and streams. */
export interface Http {
  request: FastifyRequest
  reply: FastifyReply
}

export interface Route {
  operation: Operation<any, any, any, any>
  handle: (ctx: Ctx, input: Input<any, any, any>, http: Http) => unknown
}

/** Binds an operation of a member to the function that answers it. */
export const route = <P, Q, B, A>(
  operation: Operation<P, Q, B, A>,
  handle: (ctx: Ctx, input: Input<P, Q, B>, http: Http) => Promise<A | Answer<A> | void> | A,
): Route => ({ operation, handle })

/** Binds an operation that needs no member: there is no context. */
export const publicRoute = <P, Q, B, A>(
  operation: Operation<P, Q, B, A>,
  handle: (http: Http, input: Input<P, Q, B>) => Promise<A | void> | A,
): Route => ({ operation, handle: (_, input, http) => handle(http, input) })

/** An answer whose status is not the declared one: 202 for what goes on as a job. */
export class Answer<A> {
  readonly status: number
  readonly body: A
  constructor(status: number, body: A) {
    this.status = status
    this.body = body
  }
}

/** What leaves: status, headers, and the text of the body. */
export interface Sent {
  status: number
  headers: Record<string, string>
  body: string
}
