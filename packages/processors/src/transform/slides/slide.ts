import type { ArtifactRef } from '@async-events/core'

/** Seconds of the recording; `end` is null where the recording's end is not known. */
export interface Span {
  start: number
  end: number | null
}

/** A slide that the document shows. */
export interface Slide {
  /** Of the page in its file, or of the picture in the recording; counted from 1. */
  number: number
  /** Which of the slides' files it is in, counted from 0; null for a picture of the recording. */
  file: number | null
  title: string | null
  /** A line a line of the slide; empty when it has none or nobody could read it. */
  text: string
  /** True when the text was read from the picture. */
  ocr: boolean
  links: readonly string[]
  /** When the recording shows it, in order; empty when that is not known. */
  spans: readonly Span[]
  picture: ArtifactRef | null
}
