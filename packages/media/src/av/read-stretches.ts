import { open } from 'node:fs/promises'

/** The packets from one key frame to the next, by size. Times in seconds. */
export interface Stretch {
  /** Of its first key frame. */
  from: number
  /** Times of new content, in order. */
  changes: number[]
  /** Whether packets are so small that nothing moves: then any change would stand out. */
  quiet: boolean
  /** Time of the one packet that stands out most, with however little new content; null without one. */
  loudest: number | null
}

/** Ratio of a packet with a new picture to the stretch's median packet, */
const outstanding = 6
/** and to its key frame. */
const shareOfKey = 0.1
/** where nothing else moves, a line of text. */
const shareOfKeyWhenQuiet = 0.02
/** Share of the key frame above which the median packet is motion, and from which on a packet is no noise. */
const motion = 0.005
const little = 0.005
/** Bytes of a frame in which all is skipped. */
const skipped = 100
/** For this many seconds encoders refine a new picture; that is one change. */
const settling = 1
/** Maximum packets read per stretch: more than half an hour. */
const mostPackets = 100_000
/** Maximum stretches: five hours of 25 key frames a second. */
export const mostStretches = 500_000

/**
 * Parses ffmpeg's `framecrc` packet list: `0, dts, pts, duration, size, hash`, then flags unless only the key-frame
 * flag is set. Encoders place a key frame at a film cut, but often none at a new slide, which resembles the one
 * before: one large packet marks it.
 */
export async function readStretches(file: string): Promise<Stretch[]> {
  const stretches: Stretch[] = []
  let unit = 0
  let from: number | null = null
  let keySize = 0
  let packets: { time: number; size: number }[] = []
  const close = (): void => {
    if (from !== null) stretches.push(stretchOf(from, keySize, packets))
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
      // Flag 1 is the key frame's; it is not printed when it is alone.
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

type Packets = readonly { time: number; size: number }[]

function stretchOf(from: number, keySize: number, packets: Packets): Stretch {
  const sizes = Float64Array.from(packets, ({ size }) => size).sort()
  const median = sizes[sizes.length >> 1] ?? 0
  const quiet = median < Math.max(skipped, motion * keySize)
  // After a key frame its picture is refined, which is small, but more than nothing.
  const settled = quiet ? packets.filter(({ time }) => time > from + settling) : packets
  const least = Math.max(outstanding * median, little * keySize)
  let loudest: { time: number; size: number } | null = null
  for (const packet of settled) if (packet.size >= Math.max(least, loudest?.size ?? 0)) loudest = packet
  const isNew = ({ time, size }: Packets[number]): boolean => {
    const settles = time <= from + settling
    const share = quiet && !settles ? shareOfKeyWhenQuiet : shareOfKey
    return size >= Math.max(outstanding * median, share * keySize)
  }
  return {
    from,
    changes: packets
      .filter(isNew)
      .map(({ time }) => time)
      .sort((a, b) => a - b)
      .filter((time, at, times) => time - (times[at - 1] ?? Number.NEGATIVE_INFINITY) > settling),
    quiet,
    loudest: loudest?.time ?? null,
  }
}

/**
 * Counts changes on no key frame: those followed by another before the next key frame, those before a key frame that
 * is itself a cut (it comes early), and those after the last one.
 */
export function unseenChanges(stretches: readonly Stretch[]): number {
  const lengths = stretches.slice(1).map(({ from }, at) => from - (stretches[at]?.from ?? from))
  const regular = 0.9 * lengths.reduce((longest, length) => Math.max(longest, length), 0)
  return stretches.reduce((unseen, { changes }, at) => {
    const shown = (lengths[at] ?? 0) >= regular && at < lengths.length ? 1 : 0
    return unseen + Math.max(0, changes.length - shown)
  }, 0)
}
