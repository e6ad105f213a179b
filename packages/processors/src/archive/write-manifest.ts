import type { ArchiveEntry } from './archive-entry.ts'

/** `manifest.json`: what every other file must be, so that anybody can check that the archive is whole. */
export function writeManifest(entries: readonly ArchiveEntry[]): string {
  const files = entries.map(({ path, ref }) => ({ path, bytes: ref.bytes, sha256: ref.sha256 }))
  return `${JSON.stringify({ files }, null, 2)}\n`
}
