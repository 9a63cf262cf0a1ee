import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { newId } from './context.ts'
import { Problem, problemBody } from './errors.ts'

/** What else Node finds wrong with a request before it is one; all other things are 400. */
const STATUS: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }

/** Answers what cannot be read as HTTP, and closes: no request comes of it, so no hook runs and no language is known. */
export function answerUnreadable({ code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed) return
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const status = STATUS[code] ?? 400
  const body = JSON.stringify(problemBody(new Problem(status, 'bad_request'), 'en', newId()))
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroySoon()
}
