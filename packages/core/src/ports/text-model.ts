import type { TextUsage } from '../domain/text-usage.ts'
import type { Trace } from '../domain/trace.ts'
import type { StepWarning } from '../domain/warnings.ts'

/** A field of a template that the engine fills. */
export interface TextField {
  name: string
  instruction: string
}

/** A piece of the source that a sentence can rest on: a sentence that was said or written, a line of a slide. */
export interface Passage {
  from: 'speech' | 'slide' | 'page'
  /** Plain text. */
  text: string
  /** Seconds of the talk: when it was said, or when its slide was shown. Null when unknown. */
  start: number | null
  end: number | null
  /** Of the document's slides, from 0: the one that it stands on, or that was shown meanwhile. */
  slide: number | null
  /** Who said it, where the transcript tells. */
  speaker?: string
  /** Probably misheard: support for what a model writes, never quoted. */
  doubtful?: true
}

/** A part of the talk, by its chapters or its slides, in order. */
export interface TalkPart {
  title: string
  /** Seconds of the talk. */
  start: number
  end: number | null
}

/** A sentence of an answer, and the passages that it rests on. */
export interface Statement {
  /** As in the value of the field: Markdown. */
  text: string
  /** Places in `source.passages`; empty for a sentence without support. */
  passages: readonly number[]
  /** Put together from title and facts of the session. */
  facts?: true
}

/** A name or term of an event. */
export interface GlossaryTerm {
  term: string
  /** In the target language; null for what is kept as it is. */
  translation: string | null
}

export interface TextModelRequest {
  fields: TextField[]
  /** The template's system prompt. */
  systemPrompt: string
  /** What the answer may draw on: data, never instructions. */
  source: {
    title: string
    /** Markdown. */
    text: string
    /** Plain facts such as speakers, track, day. */
    facts: Record<string, string>
    /** What of `text` can be cited, in order. */
    passages: readonly Passage[]
    /** Parts of the talk that each get a gist; empty without a transcript that can be trusted. */
    parts: readonly TalkPart[]
  }
  /** Written as it says, in every field. */
  glossary?: readonly GlossaryTerm[]
  sourceLanguage: string
  targetLanguage: string
  signal: AbortSignal
  /** Told to the endpoint. */
  trace?: Trace | null
  onProgress?: (fraction: number) => void
}

export interface TextModelAnswer {
  /** One Markdown text a requested field; a field without an answer is an empty string. */
  values: Record<string, string>
  /** The sentences of a value in their order, by field; none for titles and keywords. */
  evidence: Record<string, readonly Statement[]>
  /** A sentence for each of `source.parts`; null where nothing is certain. Empty when there are no parts. */
  gists: readonly (Statement | null)[]
  /** The language that the values are actually in. */
  language: string
  /** Fields that the offline engine filled, in the source's language: what the model wrote could not be used. */
  quoted?: readonly string[]
  /** The offline engine wrote all gists that there are. */
  quotedGists?: true
  warnings: StepWarning[]
  usage: TextUsage | null
  /** Who wrote it where the engine that was asked was away: the outcome holds until that one can be asked again. */
  standIn?: string
}

export interface TranslateRequest {
  /** Texts of one line each; marks such as `⟦1⟧` stand for what stays as it is. */
  segments: readonly string[]
  glossary?: readonly GlossaryTerm[]
  sourceLanguage: string
  targetLanguage: string
  signal: AbortSignal
  /** Told to the endpoint. */
  trace?: Trace | null
}

export interface TranslateAnswer {
  /** In the order of the request; null for a segment that could not be translated, also when asked again. */
  segments: readonly (string | null)[]
  usage: TextUsage | null
}

/** How steps wait for an engine that may be away. */
export interface Patience {
  /** How long a step waits, from its first wait, in milliseconds. */
  ms: number
  /** For how long it is known to be of no use to ask, in milliseconds; 0 when it may be asked. */
  heldMs(): number
  /** Writes when the patience is over; null: the step fails. */
  standIn: TextModel | null
}

/** Port of the engines that fill template fields. Errors: `model_output_invalid, model_unavailable, model_refused, timeout`. */
export interface TextModel {
  /** Name for results and the document, such as `extractive` or `openai:mistral-small`. */
  readonly name: string
  fill(request: TextModelRequest): Promise<TextModelAnswer>
  /** Absent where the engine writes no language of its own. */
  translate?(request: TranslateRequest): Promise<TranslateAnswer>
  /** Absent where the engine is always there. */
  readonly patience?: Patience
}
