import type { SoundStream } from './media-probe.ts'

/** Channels that are kept until it is known what they hold: left and right, or those with the centre between them. */
export type KeptChannels = 'pair' | 'centred'

/** Layouts with a centre, where films have speech. */
const centred = /^(?:3\.[01]|4\.[01]|[567]\.[01])(?:\(|$)/

/** Null of a stream with one channel. */
export const keptChannels = ({
  channels,
  layout,
}: Pick<SoundStream, 'channels' | 'layout'>): KeptChannels | null =>
  channels < 2 ? null : centred.test(layout ?? '') ? 'centred' : 'pair'

/** Levels of channels by window, in dBFS: of the left, the right, of both together, and of the centre. */
export interface ChannelLevels {
  left: readonly number[]
  right: readonly number[]
  sum: readonly number[]
  centre: readonly number[] | null
}

export type Mix = 'left' | 'right' | 'sum' | 'centre'

/** A channel so much below the other one holds nothing, in dB. */
const apart = 20
/** Below the louder channel the sum of two different sounds is 3 dB, of one and silence 6 dB: less cancels out. */
const cancelled = 9
/** Of the windows in which something is heard. */
const mostCancelled = 0.05
/** Windows so far below the loudest one are pauses, in dB. */
const pause = 30
const silence = -70
/** Noise and hum change less between their quiet and loud parts, in dB; speech has pauses. */
const steady = 4

/**
 * How the channels of a recording become one. Players play them apart, so one that cancels the other out, or that has
 * only noise, must not cost what the other has. Decided for the whole recording.
 */
export function chooseMix({ left, right, sum, centre }: ChannelLevels): Mix {
  const loudest = Math.max(loudnessOf(left), loudnessOf(right))
  const pairIsSteady = isSteady(left) && isSteady(right)
  if (
    centre !== null &&
    loudnessOf(centre) > Math.max(silence, loudest - apart) &&
    (pairIsSteady || !isSteady(centre))
  )
    return 'centre'
  // Somebody may ask a question into the other microphone, once in an hour.
  if (levelAt(right, 1) < loudnessOf(left) - apart) return 'left'
  if (levelAt(left, 1) < loudnessOf(right) - apart) return 'right'
  if (isSteady(left) !== isSteady(right)) return isSteady(left) ? 'right' : 'left'
  if (!cancels(left, right, sum)) return 'sum'
  return loudnessOf(left) >= loudnessOf(right) ? 'left' : 'right'
}

function cancels(left: readonly number[], right: readonly number[], sum: readonly number[]): boolean {
  const loud = left.map((level, at) => Math.max(level, right[at] ?? silence))
  const floor = Math.max(silence, levelAt(loud, 1) - pause)
  const heard = loud.flatMap((level, at) => (level > floor ? [level - (sum[at] ?? silence)] : []))
  return heard.filter((lost) => lost > cancelled).length > mostCancelled * heard.length
}

/** Of the loud tenth: what is said, and not the pauses. */
const loudnessOf = (levels: readonly number[]): number => levelAt(levels, 0.9)

const isSteady = (levels: readonly number[]): boolean => levelAt(levels, 1) - levelAt(levels, 0.1) < steady

function levelAt(levels: readonly number[], share: number): number {
  const sorted = levels.toSorted((a, b) => a - b)
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NEGATIVE_INFINITY
}
