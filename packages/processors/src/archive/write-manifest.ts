import type { ArchiveEntry } from './archive-entry.ts'

/** `manifest.json`: size and checksum of every other file, to verify the archive. */
export function writeManifest(entries: readonly ArchiveEntry[]): string {
  const files = entries.map(({ path, ref }) => ({ path, bytes: ref.bytes, sha256: ref.sha256 }))
  return `${JSON.stringify({ files }, null, 2)}\n`
}
