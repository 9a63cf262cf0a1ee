import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { keptSecret, weaknessOf } from './secret.ts'
import { StartError } from './startError.ts'

export interface Config {
  env: 'development' | 'production' | 'test'
  port: number
  host: string
  /** A level of pino. */
  log_level: LogLevel
  /** Signs tokens and, through an HMAC, makes the passwords of the database roles. */
  secret: string
  /** Absent: the embedded PostgreSQL. */
  database_url?: string
  database_admin_url?: string
  /** Absolute. */
  data_dir: string
  redis_url?: string
  amqp_url?: string
  auth: { jwks_url?: string; issuer?: string }
  cors_origins: string[]
  metrics_token?: string
  public_url?: string
  /** Absent: no mail leaves this server, and links are handed over by people. */
  mail?: MailConfig
  files: { /** Bytes of one file, at most. */ most: number; /** Absent: a folder in `data_dir`. */ s3?: S3Config }
  /** As Fastify's `trustProxy`. */
  trust_proxy: boolean | number | string[]
}

export interface S3Config {
  /** Without a slash at its end. */
  endpoint: string
  bucket: string
  region: string
  access_key_id: string
  secret_access_key: string
}

export interface MailConfig {
  host: string
  port: number
  /** TLS from the first byte; without it the connection is secured by STARTTLS where the server offers it. */
  secure: boolean
  user?: string
  password?: string
  /** An address, with or without a name: `Atlas Voyages <crm@atlas.example>`. */
  from: { name: string; address: string }
}

export type LogLevel = (typeof LEVELS)[number]

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
  ['S3_BUCKET', '', 'Keeps the content of files in this bucket; without it in `DATA_DIR`'],
  ['S3_ENDPOINT', '', 'Address of the service; without it that of AWS in `S3_REGION`'],
  ['S3_REGION', 'us-east-1', 'Its region'],
  ['S3_ACCESS_KEY_ID', '', 'Key of an account that may write, read and delete there'],
  ['S3_SECRET_ACCESS_KEY', '', 'The secret of that key'],
  ['TRUST_PROXY', 'false', '`true`, a number of hops, or addresses of proxies whose `X-Forwarded-For` is believed'],
] as const satisfies readonly (readonly [name: string, fallback: string, description: string])[]

/** The environment cannot be used. Names every variable with its problem, never its value. */
export class ConfigError extends StartError {
  override name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n  ${problems.join('\n  ')}`)
    this.problems = problems
  }
}

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url))
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
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

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test'], 'is none of development, production, test').optional(),
  PORT: portNumber.optional(),
  HOST: z.string().optional(),
  LOG_LEVEL: logLevel.optional(),
  JWT_SECRET_KEY: z.string().optional(),
  SECRET_KEY: z.string().optional(),
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
  FILE_MAX_MB: z
    .string()
    .refine((text) => /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 2000, 'is not between 1 and 2000')
    .transform(Number)
    .optional(),
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

/** Reads and judges the environment. Throws one `ConfigError` with all problems. Empty means absent. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = Environment.safeParse(given)
  const problems = parsed.error?.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`) ?? []

  const named = given.JWT_SECRET_KEY ? 'JWT_SECRET_KEY' : given.SECRET_KEY ? 'SECRET_KEY' : 'JWT_SECRET_KEY'
  const weakness = given.NODE_ENV === 'production' && weaknessOf(given[named])
  if (weakness) problems.push(`${named} ${weakness}`)
  if (given.SMTP_URL || given.SMTP_HOST)
    for (const name of ['MAIL_FROM', 'PUBLIC_URL']) if (!given[name]) problems.push(`${name} is missing: mail needs it`)
  if (given.S3_BUCKET)
    for (const name of ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'])
      if (!given[name]) problems.push(`${name} is missing: S3_BUCKET needs it`)
  if (!parsed.success || problems.length) throw new ConfigError(problems)

  const read = parsed.data
  const env_name = read.NODE_ENV ?? 'development'
  const data_dir = resolve(PROJECT, read.DATA_DIR ?? '.data')
  return {
    env: env_name,
    port: read.PORT ?? 8006,
    host: read.HOST ?? (env_name === 'production' ? '0.0.0.0' : 'localhost'),
    log_level: read.LOG_LEVEL ?? 'info',
    secret: given[named] ?? secretOf(data_dir),
    database_url: read.DATABASE_URL,
    database_admin_url: read.DATABASE_ADMIN_URL,
    data_dir,
    redis_url: read.REDIS_URL,
    amqp_url: read.AMQP_URL,
    auth: {
      jwks_url: read.AUTH_JWKS_URL ?? (read.AUTH_SERVICE_URL && jwksOf(read.AUTH_SERVICE_URL)),
      issuer: read.AUTH_ISSUER,
    },
    cors_origins: read.CORS_ORIGINS ?? [],
    metrics_token: read.METRICS_TOKEN,
    public_url: read.PUBLIC_URL?.replace(/\/$/, ''),
    mail: mailOf(read),
    files: { most: (read.FILE_MAX_MB ?? 25) * 1_048_576, s3: s3Of(read) },
    trust_proxy: read.TRUST_PROXY ?? false,
  }
}

const jwksOf = (service: string) => `${service.replace(/\/$/, '')}/.well-known/jwks.json`

function s3Of(read: z.output<typeof Environment>): S3Config | undefined {
  if (!read.S3_BUCKET) return undefined
  const region = read.S3_REGION ?? 'us-east-1'
  return {
    endpoint: (read.S3_ENDPOINT ?? `https://s3.${region}.amazonaws.com`).replace(/\/$/, ''),
    bucket: read.S3_BUCKET,
    region,
    access_key_id: read.S3_ACCESS_KEY_ID!,
    secret_access_key: read.S3_SECRET_ACCESS_KEY!,
  }
}

function mailOf(read: z.output<typeof Environment>): MailConfig | undefined {
  const from = read.MAIL_FROM!
  if (read.SMTP_URL) {
    const { protocol, hostname, port, username, password } = new URL(read.SMTP_URL)
    const secure = protocol === 'smtps:' || port === '465'
    return {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || (secure ? 465 : 587),
      secure,
      ...(username && { user: decodeURIComponent(username), password: decodeURIComponent(password) }),
      from,
    }
  }
  if (!read.SMTP_HOST) return undefined
  const port = read.SMTP_PORT ?? 587
  const { SMTP_HOST: host, SMTP_USER: user, SMTP_PASSWORD: password = '' } = read
  return { host, port, secure: port === 465, ...(user !== undefined && { user, password }), from }
}

function secretOf(data_dir: string): string {
  try {
    return keptSecret(data_dir)
  } catch (error) {
    throw new ConfigError([`DATA_DIR cannot be used (${(error as NodeJS.ErrnoException).code})`])
  }
}
