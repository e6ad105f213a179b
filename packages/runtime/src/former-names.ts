/** Earlier names of environment variables, by current name. */
export type FormerNames = Readonly<Record<string, string>>

type Environment = Record<string, string | undefined>

/**
 * Moves values from earlier names to current ones; a value under the current name wins. Variables ending in `_MS` held
 * plain milliseconds, which become a duration. `warnings` has one sentence for each earlier name that is set.
 */
export function withCurrentNames(
  names: FormerNames,
  env: Environment,
): { env: Environment; warnings: string[] } {
  const current: Environment = { ...env }
  const warnings: string[] = []
  for (const [name, former] of Object.entries(names)) {
    const value = env[former]
    if (!value) continue
    delete current[former]
    if (env[name]) {
      warnings.push(`${former} is ignored: ${name}, its current name, is set.`)
      continue
    }
    current[name] = former.endsWith('_MS') && /^\d+$/.test(value) ? `${value}ms` : value
    warnings.push(`${former} has been renamed to ${name}; the old name still works, but will be removed.`)
  }
  return { env: current, warnings }
}
