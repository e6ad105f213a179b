import { cleanPathPart } from './clean-path-part.ts'
import { eventFolder } from './event-folder.ts'

/** Determines where a session's files are. */
export interface AssetParams {
  event: string
  file_stem: string
}

/** `<event>/assets/<session>`: folder of a session's pictures and transcript in every archive. */
export function assetDir({ event, file_stem }: AssetParams): string {
  return `${eventFolder(event)}/assets/${cleanPathPart(file_stem)}`
}

export type TranscriptPaths = Record<'vtt' | 'srt' | 'text' | 'segments', string>

/** Paths of a session's transcript files, by their names in the result of `audio`. */
export const transcriptPaths = (params: AssetParams): TranscriptPaths => transcriptPathsIn(assetDir(params))

/** The same in any folder. */
export function transcriptPathsIn(folder: string): TranscriptPaths {
  return {
    vtt: `${folder}/transcript.vtt`,
    srt: `${folder}/transcript.srt`,
    text: `${folder}/transcript.txt`,
    segments: `${folder}/transcript.json`,
  }
}
