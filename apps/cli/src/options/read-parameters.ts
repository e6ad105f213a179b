import { InputError } from '../input-error.ts'
import { sessionOptions } from './session-options.ts'

/** Parameters of a job from options of their own and from `--param KEY=VALUE`, which win. */
export function readParameters(
  options: Readonly<Record<string, unknown>>,
  others: readonly string[],
): Record<string, unknown> {
  const own = sessionOptions.flatMap(({ name, parameter }) => {
    const value = options[camelCase(name)]
    return value === undefined ? [] : [[parameter, value] as const]
  })
  return { ...Object.fromEntries(own), ...readPairs(others) }
}

/** Parameters from `KEY=VALUE`; the value may be JSON. */
export const readPairs = (pairs: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(pairs.map(readPair))

/** As commander names the value of an option. */
const camelCase = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Texts from `KEY=VALUE`, whatever they look like. */
export const readTexts = (pairs: readonly string[]): Record<string, string> =>
  Object.fromEntries(pairs.map(splitPair))

function readPair(text: string): readonly [string, unknown] {
  const [key, value] = splitPair(text)
  return [key, readValue(value)]
}

function splitPair(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  if (at < 1) throw new InputError(`It must be KEY=VALUE, not "${text}".`)
  return [text.slice(0, at), text.slice(at + 1)]
}

/** JSON where it is JSON, else the text itself: `true`, `[1, 2]`, `Reed beds`. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
