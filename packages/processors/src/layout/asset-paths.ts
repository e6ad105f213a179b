import { cleanPathPart } from './clean-path-part.ts'
import { eventFolder } from './document-path.ts'

/** What decides where a session's files are. */
export interface AssetParams {
  event: string
  file_stem: string
}

/** `<event>/assets/<session>`: the folder of a session's pictures and transcript in every archive. */
export function assetDir({ event, file_stem }: AssetParams): string {
  return `${eventFolder(event)}/assets/${cleanPathPart(file_stem)}`
}

/** Paths of the transcript's files, by the names that the result of `audio` has for them. */
export function transcriptPaths(params: AssetParams): Record<'vtt' | 'srt' | 'text' | 'segments', string> {
  const folder = assetDir(params)
  return {
    vtt: `${folder}/transcript.vtt`,
    srt: `${folder}/transcript.srt`,
    text: `${folder}/transcript.txt`,
    segments: `${folder}/transcript.json`,
  }
}
