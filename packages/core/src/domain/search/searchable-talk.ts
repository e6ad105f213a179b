/** Where in a talk a passage stands. */
export const passageKinds = ['title', 'speakers', 'document', 'slide', 'transcript'] as const
export type PassageKind = (typeof passageKinds)[number]

/** A piece of a talk that a search shows: a paragraph, the text of a slide, or some seconds of speech. */
export interface SearchPassage {
  kind: PassageKind
  /** Primary subtag of its language, `und` when it is not known. */
  language: string
  /** One line, in NFC. */
  text: string
  /** From which character of the text on, at which second of the talk it is said or shown; ascending, empty without times. */
  times: [offset: number, seconds: number][]
  /** Number of the slide, from 1. */
  slide: number | null
}

/** A job with a document, as an index of the search holds it. */
export interface SearchableTalk {
  job_id: string
  /** The run that the document is of. */
  run: number
  batch_id: string | null
  /** Owner of the job: never changes. */
  user_id: string | null
  title: string
  event: string
  track: string
  speakers: string[]
  /** Tag of the document's language. */
  language: string | null
  /** Address of the recording, with the stretch of it that the talk is. */
  recording: string | null
  passages: SearchPassage[]
}
