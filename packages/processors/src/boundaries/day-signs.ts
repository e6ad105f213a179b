import type { Span } from '@async-events/media/cut'

/** A picture of the recording shows the title of a talk. */
export interface ShownTitle extends Span {
  /** Index in the list of talks. */
  talk: number
  /** How much of the title it has, up to 1. */
  likeness: number
}

/** What a recording shows and lets hear. Times in seconds of the recording, lists in order. */
export interface DaySigns {
  duration: number
  /** What was listened to; of the rest nothing is known. */
  heard: readonly Span[]
  voices: readonly Span[]
  applause: readonly Span[]
  titles: readonly ShownTitle[]
  /** Captions say the title of a talk, at this second. */
  said: readonly { talk: number; at: number }[]
  /** Pictures with text that have no title of any talk. */
  foreign: readonly number[]
}
