/** Longest path segment; file systems allow 255 bytes. */
const longestPart = 200

/**
 * A scope as a path that is safe everywhere: lower-case ASCII letters, digits and `-` stay, every other byte of
 * the UTF-8 becomes `_` and two hex digits. So there is no `.` and no separator, and a case-insensitive file system
 * keeps scopes apart. Longer ones continue in parts that begin with `+`.
 */
export function scopeToPath(scope: string): string {
  if (scope === '') throw new TypeError('a scope is not empty')
  if (!scope.isWellFormed()) throw new TypeError('a scope is well-formed Unicode')
  const encoded = Array.from(Buffer.from(scope), (byte) => {
    const character = String.fromCharCode(byte)
    return /[a-z0-9-]/.test(character) ? character : `_${byte.toString(16).padStart(2, '0')}`
  }).join('')
  const parts = encoded.match(new RegExp(`.{1,${longestPart}}`, 'g')) ?? []
  return parts.join('/+')
}

/** The reverse; null for a path that `scopeToPath` does not give. */
export function scopeFromPath(path: string): string | null {
  const encoded = path.replaceAll('/+', '')
  if (!/^(?:[a-z0-9-]|_[0-9a-f]{2})+$/.test(encoded)) return null
  const bytes = encoded.replace(/_([0-9a-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  const scope = Buffer.from(bytes, 'latin1').toString()
  return scopeToPath(scope) === path ? scope : null
}
