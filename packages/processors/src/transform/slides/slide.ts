import type { ArtifactRef } from '@async-events/core'
import type { Block } from '../../pdf/contract.ts'
import type { Span } from '../../slides/contract.ts'

export type { Span }

/** A slide that the document shows. */
export interface Slide {
  /** Number of the page or picture, from 1. */
  number: number
  /** Index of the slides' file, from 0; null for a picture of the recording. */
  file: number | null
  title: string | null
  /** One line per line of the slide; empty without text. */
  text: string
  /** Parts of the text; absent where only its lines are known. */
  blocks?: readonly Block[] | undefined
  /** What the speaker wrote below the slide. */
  notes?: string | undefined
  /** True when the text was read from the picture. */
  ocr: boolean
  links: readonly string[]
  /** When it is shown, in order; empty when unknown. */
  spans: readonly Span[]
  picture: ArtifactRef | null
}
