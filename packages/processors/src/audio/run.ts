import { inputsOf, primarySubtag, type Runner } from '@async-events/core'
import { divideSpeech } from '../captions/group/divide-speech.ts'
import { showCues } from '../captions/write/show-cues.ts'
import { writeSpeechText } from '../captions/write/write-speech-text.ts'
import { writeSrt } from '../captions/write/write-srt.ts'
import { writeVtt } from '../captions/write/write-vtt.ts'
import { videoContract } from '../video/contract.ts'
import type { audioContract } from './contract.ts'
import { countWords } from './count-words.ts'
import { findSpeech } from './find-speech.ts'
import { storedSegments } from './stored-segments.ts'

/** Transcribes a recording: as segments with times, as captions in two formats, and as plain text. */
export const runAudio: Runner<typeof audioContract> = async (ctx) => {
  const video = inputsOf(ctx, videoContract)[0] ?? null
  const { engine, source, segments, language, duration, warnings } = await findSpeech(ctx, video)
  ctx.signal.throwIfAborted()

  ctx.progress(96, 'storing')
  const stated = primarySubtag(ctx.params.source_language)
  const cues = divideSpeech(segments)
  const text = writeSpeechText(segments, language ?? stated ?? 'en')
  return {
    output: {
      engine,
      source,
      language,
      duration,
      segments: await ctx.artifacts.put(`${JSON.stringify(storedSegments(segments))}\n`, 'application/json'),
      vtt: await ctx.artifacts.put(writeVtt(showCues(cues)), 'text/vtt'),
      srt: await ctx.artifacts.put(writeSrt(cues), 'application/x-subrip'),
      text: await ctx.artifacts.put(text, 'text/plain'),
      words: countWords(text),
    },
    warnings: [...warnings, ...languageWarning(language, stated, warnings)],
    empty: segments.length === 0,
  }
}

function languageWarning(
  language: string | null,
  stated: string | null,
  known: readonly { code: string }[],
): { code: string; message: string }[] {
  if (language === null || stated === null || language === stated) return []
  if (known.some(({ code }) => code === 'captions_other_language')) return []
  return [
    {
      code: 'language_differs',
      message: `The recording is in "${language}", and the job says "${stated}"`,
    },
  ]
}
