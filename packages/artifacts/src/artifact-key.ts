/** `<scope>/sha256/<hash>`, in jobs and results. A scope may hold any character of a user id. */
export function artifactKey(scope: string, sha256: string): string {
  return `${scope}/sha256/${sha256}`
}

/** Null unless `put` could have returned it. */
export function parseArtifactKey(key: string): { scope: string; sha256: string } | null {
  const match = /^(.+)\/sha256\/([0-9a-f]{64})$/s.exec(key)
  const [, scope, sha256] = match ?? []
  if (scope === undefined || sha256 === undefined || !scope.isWellFormed()) return null
  return { scope, sha256 }
}
