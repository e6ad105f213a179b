/** `<scope>/sha256/<hash>`: what jobs and results refer to. The scope may hold anything a user id may. */
export function artifactKey(scope: string, sha256: string): string {
  return `${scope}/sha256/${sha256}`
}

/** Null for anything that no `put` ever answered. */
export function parseArtifactKey(key: string): { scope: string; sha256: string } | null {
  const match = /^(.+)\/sha256\/([0-9a-f]{64})$/s.exec(key)
  const [, scope, sha256] = match ?? []
  if (scope === undefined || sha256 === undefined || !scope.isWellFormed()) return null
  return { scope, sha256 }
}
