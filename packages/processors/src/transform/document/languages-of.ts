import { detectLanguage } from '@async-events/web/detect-language'
import type { Params, Sources } from './read-sources.ts'

/** Languages of a session, as tags. */
export interface Languages {
  /** Of its sources, as stated or detected; null when unknown. */
  detected: string | null
  /** The same, else that of the job. */
  source: string
  /** Of the recording. */
  spoken: string
}

export async function languagesOf(
  params: Pick<Params, 'source_language'>,
  { page, given, audio, segments }: Pick<Sources, 'page' | 'given' | 'audio' | 'segments'>,
  slidesText: string,
): Promise<Languages> {
  const said = given ?? segments.map(({ text }) => text).join(' ')
  const detected = page?.language ?? audio?.language ?? (await detectLanguage(said.trim() || slidesText))
  const source = detected ?? params.source_language
  return { detected, source, spoken: audio?.language ?? source }
}
