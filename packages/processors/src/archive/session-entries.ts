import type { ResultFile } from '@async-events/core'
import { assetDir } from '../layout/asset-paths.ts'
import type { ArchiveEntry } from './archive-entry.ts'

/** What decides where the files of a session are. */
export interface SessionFiles {
  event: string
  file_stem: string
  files: readonly ResultFile[]
}

/**
 * The files of a session in an archive of several: at the paths of its own archive, so that links keep working, without
 * what describes that archive, and with its metadata next to its pictures.
 */
export function sessionEntries(session: SessionFiles): ArchiveEntry[] {
  return session.files.flatMap(({ path, ...ref }) => {
    if (path.includes('/')) return [{ path, ref }]
    return path === 'metadata.json' ? [{ path: `${assetDir(session)}/metadata.json`, ref }] : []
  })
}
