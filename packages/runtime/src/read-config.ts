import { z } from 'zod'
import { type FormerNames, withCurrentNames } from './former-names.ts'

/** The environment does not match the schema. `message` lists every problem, one per line, and contains no value. */
export class InvalidConfig extends Error {
  readonly #problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'InvalidConfig'
    this.#problems = problems
    // Node prints the stack of an uncaught error, which would not help an operator.
    this.stack = `${this.name}: ${this.message}`
  }

  /** One line per problem. */
  get problems(): readonly string[] {
    return this.#problems
  }
}

/**
 * Validates an environment against the composed schema of an app. Only variables in the schema are read, under their
 * current or former names; an empty string counts as unset. Throws `InvalidConfig` with all problems at once. No
 * message contains a value, not even from a refinement: it may be a secret.
 */
export function readConfig<S extends z.ZodObject>(
  schema: S,
  environment: Record<string, string | undefined>,
): z.output<S> {
  const names = Object.keys(schema.shape)
  const former = formerNamesOf(schema.shape)
  const { env } = withCurrentNames(former, environment)
  const given = Object.fromEntries(names.filter((name) => env[name]).map((name) => [name, env[name]]))
  const result = schema.safeParse(given)
  const misplaced = names.filter(
    (name) => name in given && env.NODE_ENV !== 'test' && isTestOnly(schema.shape[name]),
  )
  if (result.success && misplaced.length === 0) return result.data

  const problems = (result.error?.issues ?? []).map((issue) => {
    const name = String(issue.path[0] ?? '')
    const unset = issue.code !== 'custom' && issue.path.length === 1 && !(name in given)
    const wrong = unset ? 'is not set' : withoutValue(issue.message, given[name])
    const expected = descriptionOf(schema.shape[name])
    const old = former[name]
    const label = old && !environment[name] && environment[old] ? `${old} (now ${name})` : name
    return `${name === '' ? '' : `${label}: `}${wrong}${expected === undefined ? '' : ` (expected: ${expected})`}`
  })
  for (const name of misplaced) problems.push(`${name}: is for tests alone, and NODE_ENV is not "test"`)
  throw new InvalidConfig([...new Set(problems)])
}

/** The former names in a shape, from the `formerly` metadata of its schemas. */
export function formerNamesOf(shape: Readonly<Record<string, unknown>>): FormerNames {
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, schema]) => {
      const formerly = schema instanceof z.ZodType ? schema.meta()?.formerly : undefined
      return typeof formerly === 'string' ? [[name, formerly]] : []
    }),
  )
}

/** Refused and undocumented outside tests. */
export const isTestOnly = (schema: unknown): boolean =>
  schema instanceof z.ZodType && schema.meta()?.testOnly === true

/** Short values stay: replacing "1" or "on" would garble the message and hide nothing. */
function withoutValue(message: string, value: string | undefined): string {
  return value !== undefined && value.length > 5 ? message.replaceAll(value, '<value>') : message
}

/** The nearest `describe()`: `.describe().default()` leaves it on the inner schema. */
function descriptionOf(schema: unknown): string | undefined {
  if (!(schema instanceof z.ZodType)) return undefined
  if (schema.description !== undefined) return schema.description
  const { innerType, in: input } = schema.def as { innerType?: unknown; in?: unknown }
  return descriptionOf(innerType ?? input)
}

/**
 * For `main.ts`: prints a warning for each former name in use. An invalid environment is printed without a stack trace
 * and ends the process with exit code 78 (EX_CONFIG).
 */
export function readConfigOrExit<S extends z.ZodObject>(
  schema: S,
  env: Record<string, string | undefined>,
): z.output<S> {
  for (const warning of withCurrentNames(formerNamesOf(schema.shape), env).warnings) console.warn(warning)
  try {
    return readConfig(schema, env)
  } catch (error) {
    if (!(error instanceof InvalidConfig)) throw error
    console.error(error.message)
    process.exit(78)
  }
}
