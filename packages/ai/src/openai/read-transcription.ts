import {
  AppError,
  joinCutWords,
  placeWords,
  type SpeechSegment,
  type SpeechWord,
  type TranscribeAnswer,
} from '@async-events/core'
import { z } from 'zod'
import { languageCode } from './language-code.ts'
import { parseJson } from './parse-json.ts'

const seconds = z.number().nonnegative()

/** `word` is OpenAI's name, others say `text`; whisperX has no times for numerals. */
const wordSchema = z.object({
  word: z.string().optional(),
  text: z.string().optional(),
  start: z.number().nullish(),
  end: z.number().nullish(),
})
const wordsSchema = z.array(wordSchema).nullish().catch(null)

/**
 * The answer formats that we read (OpenAI API reference, "The transcription object"): `json` has only the text,
 * `verbose_json` has language, segments and words, `diarized_json` segments with speakers. OpenAI's words are a list of
 * their own, those of whisper.cpp and faster-whisper are parts of the segments.
 */
const transcriptionSchema = z.object({
  text: z.string(),
  language: z.string().nullish(),
  detected_language: z.string().nullish().catch(null),
  segments: z
    .array(
      z.object({
        start: seconds,
        end: seconds,
        text: z.string(),
        speaker: z.union([z.string(), z.number()]).nullish(),
        avg_logprob: z.number().nullish().catch(null),
        words: wordsSchema,
      }),
    )
    .nullish(),
  words: wordsSchema,
})
type Read = z.output<typeof transcriptionSchema>

export interface ReadTranscription extends TranscribeAnswer {
  /** The language that the engine would have detected, where it tells that next to the one that it took. */
  heardAs: string | null
}

/** Segments of an answer: within the file's duration, in order, not empty. Throws `transcript_invalid`. */
export function readTranscription(text: string, durationSeconds: number): ReadTranscription {
  const read = transcriptionSchema.safeParse(parseJson(text))
  if (!read.success) {
    throw new AppError('transcript_invalid', 'The transcriber endpoint sent no transcription', {
      cause: read.error,
    })
  }
  const { segments, language, detected_language } = read.data
  const given = segments?.length ? segments : [{ start: 0, end: durationSeconds, text: read.data.text }]
  const spoken = given
    // Speech after the end of the file is hallucinated.
    .filter(({ start }) => start < durationSeconds)
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, text, ...more }) => ({
      start,
      end: Math.max(start, end),
      text,
      ...speakerOf(more),
      ...confidenceOf(more),
    }))
  return {
    segments: placeWords(joinCutWords(spoken), wordsOf(read.data)).map((segment) =>
      clip(segment, durationSeconds),
    ),
    language: languageCode(language),
    heardAs: languageCode(detected_language),
  }
}

/** Whisper's mean logarithm of the probabilities of its tokens. */
const confidenceOf = ({
  avg_logprob,
}: {
  avg_logprob?: number | null | undefined
}): { confidence?: number } =>
  avg_logprob == null ? {} : { confidence: Math.round(1000 * Math.exp(Math.min(0, avg_logprob))) / 1000 }

/** whisper.cpp writes `?` where it cannot tell. */
function speakerOf({ speaker }: { speaker?: string | number | null | undefined }): { speaker?: string } {
  const name = String(speaker ?? '').trim()
  return name === '' || name === '?' ? {} : { speaker: name }
}

function wordsOf({ words, segments }: Read): SpeechWord[] {
  const given = words?.length ? words : (segments ?? []).flatMap((segment) => segment.words ?? [])
  let last = 0
  return given.map(({ word, text, start, end }) => {
    const from = start ?? last
    last = Math.max(from, end ?? from)
    return { start: Math.max(0, from), end: Math.max(0, last), text: word ?? text ?? '' }
  })
}

function clip(segment: SpeechSegment, durationSeconds: number): SpeechSegment {
  const within = (seconds: number): number => Math.min(seconds, durationSeconds)
  const words = segment.words?.map(({ start, end, text }) => ({
    start: within(start),
    end: within(end),
    text,
  }))
  return { ...segment, end: within(segment.end), ...(words ? { words } : {}) }
}
