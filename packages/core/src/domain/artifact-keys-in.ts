/** Keys of the artifacts that an output of a step refers to, wherever they stand in it. */
export function artifactKeysIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const { key } = value as { key?: unknown }
  const own = typeof key === 'string' && /\/sha256\/[0-9a-f]{64}$/.test(key) ? [key] : []
  return [...own, ...Object.values(value).flatMap(artifactKeysIn)]
}
