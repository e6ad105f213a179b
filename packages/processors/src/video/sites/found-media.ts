import type { StepContext } from '@async-events/core'
import type { CaptionSource } from '../../captions/fetch/fetch-caption.ts'
import type { videoContract } from '../contract.ts'

export type VideoContext = StepContext<typeof videoContract>

/** What a site says about the recording of one of its pages. */
export interface FoundMedia {
  /** Of the media file. */
  url: string
  title: string | null
  captions: CaptionSource[]
  /** Seconds. */
  chapters: { start: number; title: string }[]
}
