import { AppError, nameKey } from '@async-events/core'
import type { ArchiveEntry } from './archive-entry.ts'

/**
 * Sorts entries by path and makes paths unique, ignoring case. Throws `result_invalid` for a path that is not plain
 * and relative: paths contain text from clients and pages.
 */
export function arrangeEntries(entries: readonly ArchiveEntry[]): ArchiveEntry[] {
  const taken = new Map<string, ArchiveEntry>()
  for (const entry of entries) {
    if (!isPlainPath(entry.path))
      throw new AppError('result_invalid', 'A file of the archive has an unsafe path')
    const same = taken.get(nameKey(entry.path))
    if (same?.ref.sha256 === entry.ref.sha256) continue
    const path = freePath(entry.path, taken)
    taken.set(nameKey(path), { ...entry, path })
  }
  // By code unit: an order that no locale changes
  return [...taken.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

function freePath(path: string, taken: ReadonlyMap<string, unknown>): string {
  const dot = path.lastIndexOf('.')
  const cut = dot > path.lastIndexOf('/') + 1 ? dot : path.length
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? path : `${path.slice(0, cut)}-${count}${path.slice(cut)}`
    if (!taken.has(nameKey(candidate))) return candidate
  }
}

function isPlainPath(path: string): boolean {
  return (
    path.isWellFormed() &&
    !/[\\:\p{Cc}]/u.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !/[. ]$/.test(part))
  )
}
