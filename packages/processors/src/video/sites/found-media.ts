import type { StepContext } from '@async-events/core'
import type { videoContract } from '../contract.ts'

export type VideoContext = StepContext<typeof videoContract>

export interface CaptionSource {
  url: string
  language: string | null
  label: string | null
  /** Made by machine line by line, each cue repeating the one before. */
  rolling: boolean
}

/** What a site says about the recording of one of its pages. */
export interface FoundMedia {
  /** Of the media file. */
  url: string
  title: string | null
  captions: CaptionSource[]
  /** Seconds. */
  chapters: { start: number; title: string }[]
}
