import * as z from 'zod'

/** Every variable that is read: name, default, what it is for. README and `.env.example` are checked against it. */
export const CONFIG_VARIABLES = [
  [
    'NODE_ENV',
    'development',
    '`development`, `production` or `test`. Production refuses a weak secret and makes no demo data',
  ],
  ['PORT', '8006', 'Port of the HTTP server'],
  ['HOST', 'localhost', 'Address to listen on; in production the default is `0.0.0.0`'],
  [
    'LOG_LEVEL',
    'info',
    '`trace`, `debug`, `info`, `warn` (`WARNING`), `error`, `fatal` (`CRITICAL`) or `silent`, in any case',
  ],
  [
    'JWT_SECRET_KEY',
    '',
    'At least 32 random bytes. Needed in production; elsewhere one is made once and kept in `DATA_DIR`',
  ],
  ['SECRET_KEY', '', 'Another name of `JWT_SECRET_KEY`, which wins'],
  ['OLD_SECRET_KEYS', '', 'Former values of it, by commas: what is encrypted is still read and encrypted anew'],
  [
    'DATABASE_URL',
    '',
    '`postgresql://…` of PostgreSQL 15 or newer; a `+driver` is dropped. Without it the server runs its own',
  ],
  ['DATABASE_ADMIN_URL', '', 'A superuser of that database, who makes the three roles; else `DATABASE_URL` is tried'],
  ['DATA_DIR', '.data', 'Where the embedded PostgreSQL, files and the made secret live; relative to the project'],
  ['REDIS_URL', '', 'Shares limits and caches between processes; optional'],
  ['AMQP_URL', '', 'RabbitMQ that events are published to; optional'],
  ['AUTH_SERVICE_URL', '', 'Outside auth service: its keys are read at its `/.well-known/jwks.json`'],
  ['AUTH_JWKS_URL', '', 'Where those keys are, if elsewhere; wins'],
  ['AUTH_ISSUER', '', 'The issuer (`iss`) that outside tokens must name'],
  ['CORS_ORIGINS', '', 'Origins of other web apps that may call, separated by commas'],
  ['METRICS_TOKEN', '', 'Bearer token for `/metrics`; without it only loopback may read them'],
  ['PUBLIC_URL', '', 'Address at which people reach this server. Needed for mail, whose links lead there'],
  [
    'SMTP_URL',
    '',
    '`smtp://user:password@host:587` or `smtps://…:465`. Without a mail server, links are copied by hand',
  ],
  ['SMTP_HOST', '', 'The mail server, said in parts; `SMTP_URL` wins'],
  ['SMTP_PORT', '587', 'Its port; with 465 TLS comes first'],
  ['SMTP_USER', '', 'Its user'],
  ['SMTP_PASSWORD', '', 'The password of that user'],
  ['MAIL_FROM', '', 'Sender of all mail: `Atlas Voyages <crm@atlas.example>`. Needed with a mail server'],
  ['FILE_MAX_MB', '25', 'Size of one file on a record, at most'],
  [
    'IMPORT_KEEP_MB',
    '1024',
    'Size of all files that one tenant keeps for its imports, at most; each goes after 30 days',
  ],
  ['S3_BUCKET', '', 'Keeps the content of files in this bucket; without it in `DATA_DIR`'],
  ['S3_ENDPOINT', '', 'Address of the service; without it that of AWS in `S3_REGION`'],
  ['S3_REGION', 'us-east-1', 'Its region'],
  ['S3_ACCESS_KEY_ID', '', 'Key of an account that may write, read and delete there'],
  ['S3_SECRET_ACCESS_KEY', '', 'The secret of that key'],
  ['TRUST_PROXY', 'false', '`true`, a number of hops, or addresses of proxies whose `X-Forwarded-For` is believed'],
] as const satisfies readonly (readonly [name: string, fallback: string, description: string])[]

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LEVELS)[number]

const SPELLINGS: Record<string, string> = { warning: 'warn', critical: 'fatal', notset: 'trace', off: 'silent' }

const url = (protocols: RegExp, example: string) =>
  z.string().refine((text) => protocols.test(text) && URL.canParse(text), `is not an address like ${example}`)
const httpUrl = url(/^https?:/i, 'https://host.example')
const postgresUrl = z
  .string()
  .transform((text) => text.replace(/^(postgres(?:ql)?)\+\w+:/i, '$1:'))
  .pipe(
    z.string().regex(/^postgres(ql)?:\/\//i, 'is not an address like postgresql://user:password@host:5432/database'),
  )
const logLevel = z
  .string()
  .transform((text) => SPELLINGS[text.toLowerCase()] ?? text.toLowerCase())
  .pipe(z.enum(LEVELS, `is none of ${LEVELS.join(', ')}`))
const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text
const origins = z
  .string()
  .transform((text) => [...text.matchAll(/[^\s,[\]"']+/g)].map(([origin]) => origin.replace(/\/$/, '')))
  .refine((all) => all.every(isOrigin), 'is not a list of origins like https://app.example')
const proxies = z.string().transform((text) => {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  return /^\d+$/.test(text) ? Number(text) : text.split(/[\s,]+/)
})

const portNumber = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535, 'is not a port number')
  .transform(Number)
const megabytes = (most: number) =>
  z
    .string()
    .refine(
      (text) => /^\d{1,7}$/.test(text) && Number(text) >= 1 && Number(text) <= most,
      `is not between 1 and ${most}`,
    )
    .transform(Number)
const sender = z
  .string()
  .transform((text) => {
    const [, name = '', address = text.trim()] = /^\s*"?([^"<>]*?)"?\s*<([^<>]*)>\s*$/.exec(text) ?? []
    return { name, address }
  })
  .refine(
    ({ name, address }) => !/[\p{Cc}]/u.test(name) && z.email().safeParse(address).success,
    'is not a sender like Atlas Voyages <crm@atlas.example>',
  )

/** The environment as it is judged and read. */
export const Environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test'], 'is none of development, production, test').optional(),
  PORT: portNumber.optional(),
  HOST: z.string().optional(),
  LOG_LEVEL: logLevel.optional(),
  JWT_SECRET_KEY: z.string().optional(),
  SECRET_KEY: z.string().optional(),
  OLD_SECRET_KEYS: z.string().optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_ADMIN_URL: postgresUrl.optional(),
  DATA_DIR: z.string().optional(),
  REDIS_URL: url(/^rediss?:/i, 'redis://host:6379').optional(),
  AMQP_URL: url(/^amqps?:/i, 'amqp://user:password@host:5672').optional(),
  AUTH_SERVICE_URL: httpUrl.optional(),
  AUTH_JWKS_URL: httpUrl.optional(),
  AUTH_ISSUER: z.string().optional(),
  CORS_ORIGINS: origins.optional(),
  METRICS_TOKEN: z.string().min(16, 'is shorter than 16 characters').optional(),
  PUBLIC_URL: httpUrl.optional(),
  SMTP_URL: url(/^smtps?:\/\/[^/]/i, 'smtp://user:password@host:587').optional(),
  SMTP_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'is not the name of a host')
    .optional(),
  SMTP_PORT: portNumber.optional(),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  MAIL_FROM: sender.optional(),
  FILE_MAX_MB: megabytes(2000).optional(),
  IMPORT_KEEP_MB: megabytes(1_000_000).optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is not the name of a bucket')
    .optional(),
  S3_ENDPOINT: httpUrl.optional(),
  S3_REGION: z
    .string()
    .regex(/^[\w-]+$/, 'is not the name of a region')
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  TRUST_PROXY: proxies.optional(),
} satisfies Record<(typeof CONFIG_VARIABLES)[number][0], z.ZodType>)
export type Environment = z.output<typeof Environment>
