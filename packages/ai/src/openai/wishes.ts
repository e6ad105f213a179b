import type { TranscribeRequest } from '@async-events/core'

/** What is asked of an endpoint beyond the file and the model, as long as it does not refuse it. */
export interface Wishes {
  /** `verbose_json` has segments with times, `diarized_json` also speakers, `json` one text. */
  format: 'verbose_json' | 'diarized_json' | 'json'
  /** Times of segments. */
  granularities: boolean
  /** Times of words. */
  words: boolean
  language: boolean
  prompt: boolean
  temperature: boolean
  /** How to cut the file: models that separate speakers want to be told. */
  chunking: boolean
  /** To detect the language where none is stated: what is otherwise a default of the server may be a wrong one. */
  detection: boolean
}

export const allWishes = (): Wishes => ({
  format: 'verbose_json',
  granularities: true,
  words: true,
  language: true,
  prompt: true,
  temperature: true,
  chunking: false,
  detection: false,
})

/** The fields of a request (OpenAI API reference, "Create transcription"). */
export function fieldsOf(
  model: string,
  wishes: Readonly<Wishes>,
  { language, prompt }: Pick<TranscribeRequest, 'language' | 'prompt'>,
): [string, string][] {
  const named = language ?? (wishes.detection ? 'auto' : null)
  const fields: [string, string | null][] = [
    ['model', model],
    ['response_format', wishes.format],
    [
      'timestamp_granularities[]',
      wishes.format === 'verbose_json' && wishes.granularities ? 'segment' : null,
    ],
    ['timestamp_granularities[]', wishes.format === 'verbose_json' && wishes.words ? 'word' : null],
    ['language', wishes.language ? named : null],
    ['prompt', wishes.prompt ? prompt : null],
    ['temperature', wishes.temperature ? '0' : null],
    ['chunking_strategy', wishes.chunking ? 'auto' : null],
  ]
  return fields.flatMap(([name, value]) => (value === null ? [] : [[name, value] satisfies [string, string]]))
}

/**
 * Wishes without what a refusal names, and with what it asks for. Null when it names nothing that was asked: then the
 * refusal is about something else.
 */
export function withoutRefused(wishes: Readonly<Wishes>, problem: string): Wishes | null {
  const without = (change: Partial<Wishes>): Wishes => ({ ...wishes, ...change })
  if (/chunking_strategy/i.test(problem)) return wishes.chunking ? null : without({ chunking: true })
  if (/timestamp_granularit/i.test(problem) && (wishes.words || wishes.granularities)) {
    // One that knows the field may not know all its values.
    const justWords = wishes.words && wishes.granularities && /\bword\b/i.test(problem)
    return without({ words: false, granularities: justWords })
  }
  if (/response_format|verbose_json|diarized_json/i.test(problem) && wishes.format !== 'json') {
    const speakers = wishes.format === 'verbose_json' && /diarized_json/i.test(problem)
    return without({ format: speakers ? 'diarized_json' : 'json' })
  }
  if (/temperature/i.test(problem) && wishes.temperature) return without({ temperature: false })
  if (/prompt/i.test(problem) && wishes.prompt) return without({ prompt: false })
  if (/\blanguage\b/i.test(problem) && wishes.language) return without({ language: false })
  const extras = wishes.words || wishes.prompt || wishes.temperature
  const aboutFields =
    /\b(?:param(?:eter)?s?|fields?|arguments?|inputs?|unknown|unrecogni[sz]ed|unexpected|extra|permitted|unsupported)\b/i
  return extras && aboutFields.test(problem)
    ? without({ words: false, prompt: false, temperature: false })
    : null
}
