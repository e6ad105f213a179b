import type { ArtifactRef } from '@async-events/core'

/** A file of the archive: its path, and the artifact that holds its bytes. */
export interface ArchiveEntry {
  path: string
  ref: ArtifactRef
}
