import type { ArtifactRef } from '../artifact.ts'

/** A transcript that replaces the one that was heard or found, in every run until it is removed. */
export interface Correction {
  /** JSON list of segments with their times, in the job's scope. */
  segments: ArtifactRef
  /** Tag, as its file or its sender states it; null when neither does. */
  language: string | null
  /** What its file does not tell and was assumed: warnings of the job. */
  doubts: { code: string; message: string }[]
  at: Date
  /** User; null when no user was named. */
  by: string | null
}
