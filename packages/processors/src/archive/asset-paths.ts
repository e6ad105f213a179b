import { cleanPathPart } from './clean-path-part.ts'
import { eventFolder } from './document-path.ts'

/** `<event>/assets/<file_stem>`: where a session's pictures and its transcript lie in every archive. */
export const assetDir = ({ event, file_stem }: { event: string; file_stem: string }): string =>
  `${eventFolder(event)}/assets/${cleanPathPart(file_stem)}`

export interface TranscriptPaths {
  vtt: string
  srt: string
  text: string
  /** JSON. */
  segments: string
}

export function transcriptPaths(session: { event: string; file_stem: string }): TranscriptPaths {
  const stem = `${assetDir(session)}/transcript`
  return { vtt: `${stem}.vtt`, srt: `${stem}.srt`, text: `${stem}.txt`, segments: `${stem}.json` }
}
