import type { StepWarning } from '@async-events/core'
import { detectLanguage } from '@async-events/web/detect-language'
import type { Params, Sources } from './document/read-sources.ts'
import type { SessionFacts } from './document/session-facts.ts'
import { leastScore, type Match, matchRecording } from './recording-mismatch.ts'

/** It knows few words and no names: what it hears tells nothing about the recording. */
const unreliableEngine = 'pocketsphinx'

/** Compares the transcript with page and slides. A corrected one was made by somebody who knows the recording. */
export async function checkRecording(
  params: Pick<Params, 'session' | 'correction' | 'video_url'>,
  { page, text, pdfs, given, audio }: Pick<Sources, 'page' | 'text' | 'pdfs' | 'given' | 'audio'>,
  { speakers }: Pick<SessionFacts, 'speakers'>,
  spoken: string,
): Promise<{ match: Match | null; warnings: StepWarning[] }> {
  if (params.correction || spoken === '' || (given === null && audio?.engine === unreliableEngine))
    return { match: null, warnings: [] }
  const slides = pdfs.flatMap(({ index }) => index.pages.map((one) => one.text)).join('\n')
  const match = matchRecording({
    spoken,
    language: (given === null ? audio?.language : null) ?? (await detectLanguage(spoken)),
    title: params.session,
    speakers: speakers.map(({ name }) => name),
    texts: [
      { text: `${page?.description ?? ''}\n${text}`, language: page?.language ?? null },
      { text: slides, language: slides.trim() === '' ? null : await detectLanguage(slides) },
    ],
  })
  if (!match?.mismatch) return { match, warnings: [] }
  const check =
    given !== null
      ? 'check that video_transcript is the transcript of this talk'
      : params.video_url
        ? 'check that video_url is the recording of this talk'
        : 'check the recording that the page shows, or name the right one in video_url'
  const message = `What was said has little to do with page and slides (score ${match.score.toFixed(2)}, usually above ${leastScore}): ${check}`
  return { match, warnings: [{ code: 'recording_mismatch', message }] }
}
