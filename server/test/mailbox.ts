import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { SMTPServer } from 'smtp-server'
import type { MailConfig } from '#platform/config.ts'

export interface Delivered {
  from: string
  to: string[]
  /** The whole mail, as it travelled. */
  raw: string
  header: (name: string) => string
  /** The plain and the HTML part, decoded. */
  text: string
  html: string
}

interface Refusal {
  code: number
  times: number
}

/** A real mail server beside the test, on loopback. */
export async function mailbox() {
  const delivered: Delivered[] = []
  let refusal: Refusal | undefined
  let attempts = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo(_, __, done) {
      attempts += 1
      if (!refusal?.times) return done()
      refusal.times -= 1
      done(Object.assign(new Error('Not now'), { responseCode: refusal.code }))
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : ''
        delivered.push(
          read(
            Buffer.concat(parts).toString(),
            from,
            envelope.rcptTo.map(({ address }) => address),
          ),
        )
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  after(() => new Promise<void>((done) => server.close(() => done())))
  const { port } = server.server.address() as AddressInfo
  const from = { name: 'Oasis Travel', address: 'crm@oasis.example' }
  return {
    config: { host: '127.0.0.1', port, secure: false, from } satisfies MailConfig,
    delivered,
    /** How often somebody was named as a recipient. */
    attempts: () => attempts,
    /** Answers the next recipients with `code`. */
    refuse: (code: number, times: number) => void (refusal = { code, times }),
    /** The mails to an address, once there are `count` of them. */
    async to(address: string, count = 1, patience = 15_000): Promise<Delivered[]> {
      for (const end = Date.now() + patience; ;) {
        const mine = delivered.filter(({ to }) => to.includes(address))
        if (mine.length >= count || Date.now() > end) return mine
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
  }
}

function read(raw: string, from: string, to: string[]): Delivered {
  const unfolded = raw.replace(/\r\n[ \t]+/g, ' ')
  const header = (name: string) =>
    decodeWords(new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded.split('\r\n\r\n')[0]!)?.[1]?.trim() ?? '')
  // By the boundary that the mail names: a line of a token may begin with two hyphens as well.
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? ''
  const part = (type: string) => {
    const found =
      raw.split(`\r\n--${boundary}\r\n`).find((one) => new RegExp(`^content-type: ${type}`, 'im').test(one)) ?? ''
    const [head = '', ...body] = found.split('\r\n\r\n')
    return decodeBody(head, body.join('\r\n\r\n'))
  }
  return { from, to, raw, header, text: part('text/plain'), html: part('text/html') }
}

function decodeBody(head: string, body: string): string {
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString()
  if (!/quoted-printable/i.test(head)) return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

const decodeWords = (text: string) =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString()
        : decodeBody('quoted-printable', word.replaceAll('_', ' ')),
    )
