import { readSamples } from './read-samples.ts'
import type { ChannelLevels, KeptChannels } from './sound-mix.ts'

/** Of sound at 16 kHz: a quarter of a second. */
const windowSamples = 4_000
const digitalSilence = -120
const fullScale = 32_768

/** Measures channels while they are decoded. */
export interface ChannelMeter {
  /** The next bytes: little-endian 16-bit samples of left, right and, if it is kept, the centre, in turn. */
  push(bytes: Buffer): void
  /** Also of the last window, however short. */
  levels(): ChannelLevels
}

/** Outside of ffmpeg, whose `astats` takes as long as decoding. */
export function createChannelMeter(kept: KeptChannels): ChannelMeter {
  const channels = kept === 'centred' ? 3 : 2
  const [left, right, sum, centre]: [number[], number[], number[], number[]] = [[], [], [], []]
  /** Sums of squares in the window, of its channels and of the sum of two, and its samples so far. */
  let open = { left: 0, right: 0, sum: 0, centre: 0, count: 0 }
  const samplesOf = readSamples(channels)

  const close = (): void => {
    left.push(decibels(open.left / open.count))
    right.push(decibels(open.right / open.count))
    sum.push(decibels(open.sum / 4 / open.count))
    if (channels === 3) centre.push(decibels(open.centre / open.count))
    open = { left: 0, right: 0, sum: 0, centre: 0, count: 0 }
  }

  return {
    push(bytes) {
      const samples = samplesOf(bytes)
      for (let from = 0; from < samples.length; ) {
        const to = Math.min(samples.length, from + (windowSamples - open.count) * channels)
        addSquares(samples, from, to, channels, open)
        from = to
        if (open.count === windowSamples) close()
      }
    },
    levels() {
      if (open.count > 0) close()
      return { left, right, sum, centre: kept === 'centred' ? centre : null }
    },
  }
}

interface Squares {
  left: number
  right: number
  sum: number
  centre: number
  count: number
}

function addSquares(samples: Int16Array, from: number, to: number, channels: number, open: Squares): void {
  let { left, right, sum, centre } = open
  for (let at = from; at < to; at += channels) {
    const l = samples[at] ?? 0
    const r = samples[at + 1] ?? 0
    left += l * l
    right += r * r
    sum += (l + r) * (l + r)
    if (channels === 3) {
      const c = samples[at + 2] ?? 0
      centre += c * c
    }
  }
  Object.assign(open, { left, right, sum, centre, count: open.count + (to - from) / channels })
}

const decibels = (meanSquare: number): number =>
  Math.max(digitalSilence, 10 * Math.log10(meanSquare / fullScale ** 2))
