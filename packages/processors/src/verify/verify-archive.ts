import { checkData } from './check-data.ts'
import { checkLinks } from './check-links.ts'
import { checkManifest } from './check-manifest.ts'
import type { Problem } from './problem.ts'
import { readEntries } from './read-entries.ts'

export interface Verified {
  /** Files that could be read. */
  files: number
  bytes: number
  /** Empty for an archive that is as it was made. */
  problems: Problem[]
}

/**
 * Checks the archive of a job or batch: every file against the manifest, relative links and anchors of Markdown, the
 * schemas of front matter, `metadata.json` and transcripts. The file is only read.
 */
export async function verifyArchive(file: string): Promise<Verified> {
  const { files, problems } = await readEntries(file)
  const unreadable = problems.some(({ code }) => code === 'zip_unreadable')
  return {
    files: files.size,
    bytes: [...files.values()].reduce((sum, { bytes }) => sum + bytes, 0),
    problems: unreadable
      ? problems
      : [...problems, ...checkManifest(files), ...checkLinks(files), ...checkData(files)],
  }
}
