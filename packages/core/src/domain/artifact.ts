import { z } from 'zod'

/** Bytes in the artifact store, as jobs and results refer to them. */
export const artifactRefSchema = z.object({
  /** `<scope>/sha256/<hash>` */
  key: z.string(),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().length(64),
  media_type: z.string(),
})
export type ArtifactRef = z.infer<typeof artifactRefSchema>

/**
 * Media type of a JSON file that lists further artifacts (`{ "key": … }` at any depth): a step with hundreds of
 * pictures refers to one index instead. The sweep of artifacts follows it.
 */
export const indexMediaType = 'application/vnd.async-events.index+json'

/** A file of a finished run: its path in the archive and where its bytes are. */
export const resultFileSchema = artifactRefSchema.extend({ path: z.string() })
export type ResultFile = z.infer<typeof resultFileSchema>
