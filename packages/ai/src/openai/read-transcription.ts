import { AppError, type SpeechSegment, type TranscribeAnswer } from '@async-events/core'
import { z } from 'zod'
import { languageCode } from './language-code.ts'
import { parseJson } from './parse-json.ts'

const seconds = z.number().nonnegative()

/**
 * The two answer formats that we read (OpenAI API reference, "The transcription object"): `json` has only the text,
 * `verbose_json` has language and segments.
 */
const transcriptionSchema = z.object({
  text: z.string(),
  language: z.string().nullish(),
  segments: z
    .array(z.object({ start: seconds, end: seconds, text: z.string(), speaker: z.string().nullish() }))
    .nullish(),
})

/** Segments of an answer: within the file's duration, in order, not empty. Throws `transcript_invalid`. */
export function readTranscription(text: string, durationSeconds: number): TranscribeAnswer {
  const read = transcriptionSchema.safeParse(parseJson(text))
  if (!read.success) {
    throw new AppError('transcript_invalid', 'The transcriber endpoint sent no transcription', {
      cause: read.error,
    })
  }
  const { segments, language } = read.data
  const given = segments?.length ? segments : [{ start: 0, end: durationSeconds, text: read.data.text }]
  return {
    segments: given
      // Speech after the end of the file is hallucinated.
      .filter(({ start }) => start < durationSeconds)
      .map((segment) => clip(segment, durationSeconds))
      .filter((segment) => segment.text !== '')
      .toSorted((a, b) => a.start - b.start),
    language: languageCode(language),
  }
}

function clip(
  {
    start,
    end,
    text,
    speaker,
  }: { start: number; end: number; text: string; speaker?: string | null | undefined },
  durationSeconds: number,
): SpeechSegment {
  const from = Math.min(start, durationSeconds)
  return {
    start: from,
    end: Math.min(Math.max(from, end), durationSeconds),
    text: text.trim(),
    ...(speaker ? { speaker } : {}),
  }
}
