import { open } from 'node:fs/promises'

/** What lies between one key frame and the next, by the sizes of its packets. Times in seconds. */
export interface Stretch {
  /** Of the key frame that it begins with. */
  from: number
  /** When something new came on it, in order. */
  changes: number[]
}

/** A packet that holds a new picture is so many times larger than the usual one of its stretch, */
const outstanding = 6
/** and so large a part of the key frame. */
const shareOfKey = 0.1
/** Encoders draw a new picture more clearly for so many seconds; that is one change. */
const settling = 1
/** Packets of a stretch that are looked at: more than half an hour. */
const mostPackets = 100_000
/** Stretches that are kept: five hours of 25 key frames a second. */
export const mostStretches = 500_000

/**
 * Reads a list of packets as ffmpeg's `framecrc` writes it: `0, dts, pts, duration, size, hash`, then flags where
 * there are others than that of a key frame. Encoders place a key frame at a cut between films, but often none at a new slide,
 * which is much like the one before: one large packet tells when that came.
 */
export async function readStretches(file: string): Promise<Stretch[]> {
  const stretches: Stretch[] = []
  let unit = 0
  let from: number | null = null
  let keySize = 0
  let packets: { time: number; size: number }[] = []
  const close = (): void => {
    if (from !== null) stretches.push({ from, changes: changesOf(packets, keySize) })
    packets = []
  }
  const handle = await open(file)
  try {
    for await (const line of handle.readLines()) {
      if (stretches.length >= mostStretches) break
      const base = /^#tb 0: (\d+)\/(\d+)/.exec(line)
      if (base) unit = Number(base[1]) / Number(base[2])
      if (line.startsWith('#')) continue
      const fields = line.split(',')
      const time = Number(fields[2]) * unit
      // Flag 1 is the key frame's; only other flags than this alone are told.
      const flags = /, F=0x([0-9a-f]+)/i.exec(line)?.[1] ?? '1'
      if (Number.parseInt(flags, 16) & 1) {
        close()
        from = time
        keySize = Number(fields[4])
      } else if (packets.length < mostPackets) packets.push({ time, size: Number(fields[4]) })
    }
  } finally {
    await handle.close()
  }
  if (stretches.length < mostStretches) close()
  return stretches
}

function changesOf(packets: readonly { time: number; size: number }[], keySize: number): number[] {
  const sizes = Float64Array.from(packets, ({ size }) => size).sort()
  const large = Math.max(outstanding * (sizes[sizes.length >> 1] ?? 0), shareOfKey * keySize)
  return packets
    .filter(({ size }) => size >= large)
    .map(({ time }) => time)
    .sort((a, b) => a - b)
    .filter((time, at, times) => time - (times[at - 1] ?? Number.NEGATIVE_INFINITY) > settling)
}

/**
 * How many changes no key frame shows: one that another follows before the next key frame, those before a key frame
 * that is a cut itself (it comes sooner than they usually do), and those after the last.
 */
export function unseenChanges(stretches: readonly Stretch[]): number {
  const lengths = stretches.slice(1).map(({ from }, at) => from - (stretches[at]?.from ?? from))
  const regular = 0.9 * lengths.reduce((longest, length) => Math.max(longest, length), 0)
  return stretches.reduce((unseen, { changes }, at) => {
    const shown = (lengths[at] ?? 0) >= regular && at < lengths.length ? 1 : 0
    return unseen + Math.max(0, changes.length - shown)
  }, 0)
}
