import type { Job } from '@async-events/client'

/** What no answer may hold: stacks, paths of the server, words of drivers and of the system. */
const tells = [
  /\n\s+at /,
  /\bat .+:\d+:\d+/,
  /node_modules|node:internal|\.[cm]?[jt]s:\d/,
  /(?<=^|[\s"'`(=:])\/(?:work|tmp|home|usr|var|proc|root|etc|opt|data)\//,
  /file:\/\//,
  /Mongo|BSON|E11000|ioredis|\bRedis\b|WRONGTYPE/,
  /getaddrinfo|\bE(?:CONN\w+|NOENT|ACCES|PIPE|MFILE|HOSTUNREACH|PROTO|NOTFOUND)\b/,
  /TypeError|ReferenceError|SyntaxError|undefined is not|Cannot read propert/,
]

/** What is said too much in a text for people; `asked` is what its reader has said, and may hear again. */
export function leaksOf(text: string, paths: readonly string[], asked = ''): string[] {
  const found = tells.flatMap((tell) => tell.exec(text)?.[0].trim() ?? [])
  return [...found.filter((told) => !asked.includes(told)), ...paths.filter((path) => text.includes(path))]
}

/** The texts of a job that the service wrote, and not its caller. */
export const textsOf = ({ error, warnings, steps, progress }: Job): string[] => [
  ...(error ? [error.message, ...(error.details ?? []).map(({ message }) => message)] : []),
  ...warnings.map(({ message }) => message),
  ...steps.flatMap(({ error: failed }) => (failed ? [failed.message] : [])),
  progress.message ?? '',
]
