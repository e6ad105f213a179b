import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino'
import { redactSecrets } from './redact-secrets.ts'

export type { Logger }

export interface LoggerOptions {
  /** The process, such as `api` or `worker-scrape`; a field of every line. */
  name: string
  level: string
  /** Standard output when missing. */
  destination?: DestinationStream
}

/** Fields whose value never reaches the log, wherever they sit in the first levels of a logged object. */
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
  // Custom headers of a webhook are credentials in most uses.
  `${depth}webhook.headers`,
])

/**
 * JSON lines, one object each: `level` as a word, `time` as ISO 8601. Secrets are left out by the name of their field and
 * by their form, in messages and stacks too.
 */
export function createLogger({ name, level, destination }: LoggerOptions): Logger {
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

/** JSON escapes the controls of ASCII; terminals and readers of lines know these too. The line feed at the end stays. */
const oneLine = (line: string): string =>
  line.replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/**
 * Not pino's own stream: when whoever read the output is gone, that one tries the same write again for ever, and a
 * process that only wants to end hangs. Without a reader a line is lost and nothing else happens.
 */
function standardOutput(): DestinationStream {
  if (!process.stdout.listeners('error').includes(ignore)) process.stdout.on('error', ignore)
  return process.stdout
}

const ignore = (): void => {}
