import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { before } from 'node:test'
import type { FastifyInstance } from 'fastify'

export interface Heard {
  status: number
  body: any
  headers: Record<string, string | string[] | undefined>
}

type Curl = (method: string, path: string, body?: string, headers?: Record<string, string>) => Promise<Heard>

/** Listens, and answers what `curl -X METHOD -H … -d BODY URL` does: over a socket, and with a body for GET too. */
export function curlOf(app: FastifyInstance, token: string): Curl {
  let port = 0
  before(async () => {
    await app.listen({ port: 0, host: '127.0.0.1' })
    port = (app.server.address() as AddressInfo).port
  })
  return (method, path, body, headers = {}) => {
    const all = {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` }),
      ...headers,
    }
    return new Promise((resolve, reject) => {
      const asked = request({ port, host: '127.0.0.1', method, path, headers: all }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part) => (text += part))
        answer.on('end', () => {
          const json = String(answer.headers['content-type']).includes('json')
          resolve({ status: answer.statusCode!, body: json ? JSON.parse(text) : text, headers: answer.headers })
        })
      })
      asked.on('error', reject).end(body)
    })
  }
}
