import { z } from 'zod'

/** The environment does not fit the schema. `message` names every problem, one line each, and holds no value. */
export class InvalidConfig extends Error {
  readonly #problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'InvalidConfig'
    this.#problems = problems
    // Node prints the stack of an uncaught error: the trace into this file tells an operator nothing.
    this.stack = `${this.name}: ${this.message}`
  }

  /** One line for each. */
  get problems(): readonly string[] {
    return this.#problems
  }
}

/**
 * Validates an environment against the composed schema of an app. Only the variables that the schema names are
 * looked at; an empty string counts as unset. Throws `InvalidConfig` with all problems at once. Values are never
 * printed, since nobody marks every secret: not even by a message that a refinement wrote.
 */
export function readConfig<S extends z.ZodObject>(
  schema: S,
  env: Record<string, string | undefined>,
): z.output<S> {
  const names = Object.keys(schema.shape)
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
    return `${name === '' ? '' : `${name}: `}${wrong}${expected === undefined ? '' : ` (expected: ${expected})`}`
  })
  for (const name of misplaced) problems.push(`${name}: is for tests alone, and NODE_ENV is not "test"`)
  throw new InvalidConfig([...new Set(problems)])
}

/** Such a variable is refused, and not documented, outside tests. */
export const isTestOnly = (schema: unknown): boolean =>
  schema instanceof z.ZodType && schema.meta()?.testOnly === true

/** Short values are left alone: blanking "1" or "on" would garble the message and hides nothing. */
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

/** For `main.ts`: an invalid environment is told in plain words, without a stack, and ends the process with 78 (EX_CONFIG). */
export function readConfigOrExit<S extends z.ZodObject>(
  schema: S,
  env: Record<string, string | undefined>,
): z.output<S> {
  try {
    return readConfig(schema, env)
  } catch (error) {
    if (!(error instanceof InvalidConfig)) throw error
    console.error(error.message)
    process.exit(78)
  }
}
