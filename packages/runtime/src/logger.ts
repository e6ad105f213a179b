import { type DestinationStream, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino'
import { redactSecrets } from './redact-secrets.ts'

export interface LoggerOptions {
  /** The process, such as `api` or `worker-scrape`; a field of every line. */
  name: string
  level: string
  /** Standard output if undefined. */
  destination?: DestinationStream
}

/** Fields whose value is never logged, at any of the first levels of an object. */
const secretFields = [
  'authorization',
  'Authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'api_key',
  'apiKey',
  'password',
  'secret',
  'secrets',
  'SECRETS_KEY',
  'WEBHOOK_SECRET',
  'secretAccessKey',
  'sessionToken',
]
const depths = ['', '*.', '*.*.', '*.*.*.']

const paths = depths.flatMap((depth) => [
  ...secretFields.map((field) =>
    field.includes('-') ? `${depth.replace(/\.$/, '')}["${field}"]` : `${depth}${field}`,
  ),
  // Custom headers of a webhook are usually credentials.
  `${depth}webhook.headers`,
])

/**
 * Implements the port `Logger`. JSON lines, one object each: `level` as a word, `time` as ISO 8601. Secrets are redacted by field name and by their
 * form, in messages and stacks too.
 */
export function createLogger({ name, level, destination }: LoggerOptions): PinoLogger {
  const options = {
    name,
    level,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths, censor: '[redacted]' },
    hooks: { streamWrite: (line: string) => oneLine(redactSecrets(line)) },
  }
  return pino(options, destination ?? standardOutput())
}

/** JSON escapes only ASCII control characters; terminals and line readers also act on these. */
const oneLine = (line: string): string =>
  line.replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/**
 * Not pino's own stream: when the reader of the output has exited, it repeats the same write for ever, and shutdown
 * hangs. Here such a line is lost, and nothing else.
 */
function standardOutput(): DestinationStream {
  if (!process.stdout.listeners('error').includes(ignore)) process.stdout.on('error', ignore)
  return process.stdout
}

const ignore = (): void => {}
