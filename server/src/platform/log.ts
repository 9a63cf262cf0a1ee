import pino, { type DestinationStream, type Logger } from 'pino'
import type { Config } from './config.ts'

/** JSON lines. What is logged is chosen where it is logged; the redaction is a second net, never the first. */
export const createLog = (
  { log_level }: Pick<Config, 'log_level'>,
  out: DestinationStream = pino.destination(1),
): Logger =>
  pino(
    {
      level: log_level,
      base: undefined,
      redact: {
        paths: [
          '*.password',
          '*.email',
          '*.phone',
          '*.authorization',
          '*.cookie',
          '*.token',
          'password',
          'email',
          'phone',
          'authorization',
        ],
        censor: '…',
      },
      serializers: { err: safeError },
    },
    out,
  )

/** An error without the values that PostgreSQL puts into `detail` and without the statement's parameters. */
function safeError(error: Error & { code?: string }): object {
  const { name, message, code, stack } = error
  const cause = error.cause instanceof Error ? safeError(error.cause) : undefined
  return { name, code, message: message.split('\n')[0], stack, cause }
}
