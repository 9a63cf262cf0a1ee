import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

/** Characters below which an answer is sent sooner as it is. */
const WORTH = 4000
/** Lists are a tenth of their size already at the first level; higher ones cost more time than they save on the line. */
const options = { level: 1 }

/**
 * Compresses long texts for those who take gzip. Long answers are only given to a token, which no other site can send,
 * so nobody can put guesses into an answer and watch its length; sessions and their tokens stay below the limit.
 */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' || payload.length < WORTH || reply.hasHeader('content-encoding'))
      return done(null, payload)
    const varies = reply.getHeader('vary')
    reply.header('vary', varies ? `${String(varies)}, Accept-Encoding` : 'Accept-Encoding')
    if (!takesGzip(request.headers['accept-encoding'])) return done(null, payload)
    gzip(payload, options, (error, packed) => {
      if (error) return done(error)
      reply.header('content-encoding', 'gzip').removeHeader('content-length')
      done(null, packed)
    })
  })
}

/** Whether gzip is named, and not with a weight of nothing. */
const takesGzip = (accepted: string | string[] | undefined): boolean =>
  /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i.test(String(accepted ?? ''))
