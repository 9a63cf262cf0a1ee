import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Environment, type LogLevel } from './configVariables.ts'
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
  /** Former values of it, which open what was sealed under them. */
  old_secrets: readonly string[]
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
  /** Bytes of uploads that one tenant keeps for its imports, at most. */
  imports: { most: number }
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
    old_secrets: (read.OLD_SECRET_KEYS ?? '').split(',').flatMap((secret) => secret.trim() || []),
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
    imports: { most: (read.IMPORT_KEEP_MB ?? 1024) * 1_048_576 },
    trust_proxy: read.TRUST_PROXY ?? false,
  }
}

const jwksOf = (service: string) => `${service.replace(/\/$/, '')}/.well-known/jwks.json`

function s3Of(read: Environment): S3Config | undefined {
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

function mailOf(read: Environment): MailConfig | undefined {
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
