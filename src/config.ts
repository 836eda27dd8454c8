import { isIP } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import type { S3Settings } from '#platform/files/store.ts'
import type { Day } from '#platform/values/day.ts'
import { StartupError } from '#platform/values/startup-error.ts'
import { refuseUnsafe } from '#unsafe-settings.ts'
import { providerIn, providerVariables } from '#single-sign-on-schema.ts'
import type { ProviderSettings } from '#platform/services/services.ts'

const listOf = (text: string) => text.split(',').flatMap((each) => each.trim() || [])
const isProxy = (text: string) =>
  isIP(text.replace(/\/\d{1,3}$/, '')) !== 0 || ['loopback', 'linklocal', 'uniquelocal'].includes(text)

const flag = z.enum(['yes', 'no'])

const postgres = z.url({ protocol: /^postgres(ql)?$/ })
const factorKey = z.string().regex(/^[0-9a-f]{64}$/i, '64 hexadecimal digits')
const orNone = <T extends z.ZodType>(field: T) => field.nullable().default(null)

const environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: orNone(postgres),
  DATABASE_OWNER_URL: orNone(postgres),
  DATABASE_LISTEN_URL: orNone(postgres),
  DATABASE_WAIT_SECONDS: z.coerce.number().int().min(0).max(3600).default(30),
  PREPARED_STATEMENTS: flag.default('yes'),
  SESSION_SECRET: orNone(z.string().min(32)),
  FACTOR_KEY: orNone(factorKey),
  FACTOR_KEY_OLD: orNone(factorKey),
  ...providerVariables,
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(10_080).default(240),
  SESSION_LONGEST_HOURS: z.coerce.number().int().min(1).max(8760).default(168),
  TRUST_PROXY: z
    .string()
    .default('')
    .transform(listOf)
    .refine((all) => all.every(isProxy), 'addresses or networks, with commas'),
  PAGE_CACHE_MB: z.coerce.number().int().min(0).max(4096).default(64),
  RETENTION_UNTIL: orNone(z.iso.date()),
  METRICS_TOKEN: orNone(z.string().min(16)),
  CONTACT_PHONE: z.string().default('+371 20000000'),
  CONTACT_EMAIL: z.email().default('info@example.org'),
  PROGRAMME_LOGO: orNone(z.string()),
  DEMO: flag.optional(),
  OFFLINE: flag.default('yes'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  SMTP_URL: orNone(z.url({ protocol: /^smtps?$/ })),
  MAIL_FROM: z.email().optional(),
  JOBS: z.enum(['here', 'worker']).default('here'),
  FILES_S3_BUCKET: orNone(z.string()),
  FILES_S3_ENDPOINT: orNone(z.url({ protocol: /^https?$/ })),
  FILES_S3_REGION: z.string().default('eu-north-1'),
  FILES_S3_KEY_ID: z.string().default(''),
  FILES_S3_SECRET: z.string().default(''),
})

export interface Config {
  production: boolean
  port: number
  host: string
  /** Scheme, host and port under which people reach the portal, without a final slash. */
  origin: string
  dataFolder: string
  /** Where files are while they are received. */
  uploadsFolder: string
  filesFolder: string
  /** A server that speaks S3, in place of the folder. */
  filesS3: S3Settings | null
  databaseUrl: string | null
  databaseOwnerUrl: string | null
  /** A connection that notices reach, where a pooler stands before the database. */
  listenUrl: string | null
  /** For how many seconds a start waits for a database that does not answer yet. */
  databaseWait: number
  /** Whether the database keeps what is read, parsed and planned. */
  prepared: boolean
  sessionSecret: string | null
  /** What the secrets of second factors are sealed with, as 64 hexadecimal digits, and the key before it. */
  factorKeys: { present: string | null; earlier: string | null }
  /** Whose accounts people may sign in with besides their password; null where there are none. */
  singleSignOn: ProviderSettings | null
  idleMinutes: number
  longestHours: number
  trustProxy: string[]
  /** How much memory visitors' pages may take; 0 keeps none. */
  pageCacheMegabytes: number
  metricsToken: string | null
  /** Until when the project's documents must be shown to auditors; null where nobody has said so, and then nothing of them is erased. */
  retentionUntil: Day | null
  contact: { phone: string; email: string }
  programmeLogo: string | null
  demo: boolean
  /** Whether the log of advice works without a connection. */
  offline: boolean
  logLevel: string
  smtpUrl: string | null
  /** The address that letters come from. */
  mailFrom: string
  /** Whether this portal's own process does what is done again and again, or leaves it to a worker. */
  jobsHere: boolean
}

/** The environment, parsed once. What is missing or malformed throws StartupError naming every variable at fault. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const result = environment.safeParse(filled)
  if (!result.success) throw new StartupError(problemWith(result.error))
  return withDefaults(result.data)
}

const problemWith = ({ issues }: z.ZodError) =>
  `The environment is not right: ${issues.map(({ path, message }) => `${path.join('.')} (${message})`).join(', ')}. See docs/operations.md for what each variable means.`

function withDefaults(env: z.output<typeof environment>): Config {
  const production = env.NODE_ENV === 'production'
  const demo = env.DEMO ? env.DEMO === 'yes' : !env.DATABASE_URL
  refuseUnsafe(production, demo, env)
  return {
    production,
    port: env.PORT,
    host: env.HOST,
    origin: (env.ORIGIN ?? `http://localhost:${env.PORT}`).replace(/\/$/, ''),
    dataFolder: env.DATA_DIR,
    uploadsFolder: join(env.DATA_DIR, 'uploads'),
    filesFolder: join(env.DATA_DIR, 'files'),
    filesS3: s3Of(env),
    databaseUrl: env.DATABASE_URL,
    databaseOwnerUrl: env.DATABASE_OWNER_URL ?? env.DATABASE_URL,
    listenUrl: env.DATABASE_LISTEN_URL,
    databaseWait: env.DATABASE_WAIT_SECONDS,
    prepared: env.PREPARED_STATEMENTS === 'yes',
    sessionSecret: env.SESSION_SECRET,
    factorKeys: { present: env.FACTOR_KEY, earlier: env.FACTOR_KEY_OLD },
    singleSignOn: providerIn(env, production),
    idleMinutes: env.SESSION_IDLE_MINUTES,
    longestHours: env.SESSION_LONGEST_HOURS,
    trustProxy: env.TRUST_PROXY,
    pageCacheMegabytes: env.PAGE_CACHE_MB,
    retentionUntil: env.RETENTION_UNTIL as Day | null,
    metricsToken: env.METRICS_TOKEN,
    contact: { phone: env.CONTACT_PHONE, email: env.CONTACT_EMAIL },
    programmeLogo: env.PROGRAMME_LOGO,
    demo,
    offline: env.OFFLINE === 'yes',
    logLevel: env.LOG_LEVEL,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM ?? env.CONTACT_EMAIL,
    jobsHere: env.JOBS === 'here',
  }
}

function s3Of(env: z.output<typeof environment>): S3Settings | null {
  const { FILES_S3_BUCKET: bucket, FILES_S3_KEY_ID: keyId, FILES_S3_SECRET: secret } = env
  if (bucket === null) return null
  if (keyId === '' || secret === '') {
    throw new StartupError(
      'FILES_S3_BUCKET is set without FILES_S3_KEY_ID and FILES_S3_SECRET: set all three, or none.',
    )
  }
  return { bucket, endpoint: env.FILES_S3_ENDPOINT, region: env.FILES_S3_REGION, keyId, secret }
}
