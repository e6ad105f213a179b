/**
 * What a restart states of parameters that were changed in a form: the new values of those that differ, and null for those
 * that are to be removed.
 */
export function changedParameters(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .filter((name) => !(isAbsent(before[name]) && isAbsent(after[name])))
      .map((name) => [name, after[name] ?? null]),
  )
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null
