import type { Span } from '../cut/find-silences.ts'

/** A short stretch of sound. */
export interface HallBlock {
  /** RMS in dBFS; digital silence is -120. */
  level: number
  /** Geometric by arithmetic mean of the power spectrum: 1 of white noise, near 0 of tones and vowels. */
  flatness: number
}

/** Applause is noise: of real and shaped applause the flatness is 0.5 to 0.95, of speech below 0.35 in most blocks. */
const flat = 0.45
/** In dB: hardly quieter than the speech around it, and much louder than the hall. */
const belowSpeech = 16
const aboveHall = 8
/** In seconds. Steady noise that lasts is no applause; a single clap or a cough is none. */
const shortest = 1.5
const longest = 90
/** Claps may thin out. */
const bridge = 1

/** Stretches of noise that is as loud as speech and passes, in order. In seconds. */
export function findApplause(blocks: readonly HallBlock[], blockSeconds: number): Span[] {
  const sorted = blocks.map(({ level }) => level).toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? -120
  const least = Math.max(at(0.9) - belowSpeech, at(0.05) + aboveHall, -60)
  return joined(
    blocks.map(({ level, flatness }) => level >= least && flatness >= flat),
    blockSeconds,
  ).filter(({ start, end }) => end - start >= shortest && end - start <= longest)
}

/** Stretches where the sound is quiet, in order: no longer than that no speech is in them. In seconds. */
export function findQuiet(blocks: readonly HallBlock[], blockSeconds: number): Span[] {
  const sorted = blocks.map(({ level }) => level).toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? -120
  const most = Math.max(-70, Math.min(at(0.9) - belowSpeech, at(0.05) + aboveHall))
  return joined(
    blocks.map(({ level }) => level < most),
    blockSeconds,
  )
}

function joined(holds: readonly boolean[], blockSeconds: number): Span[] {
  const found: Span[] = []
  for (const [at, one] of holds.entries()) {
    if (!one) continue
    const [start, end] = [at * blockSeconds, (at + 1) * blockSeconds]
    const last = found.at(-1)
    if (last && start - last.end <= bridge) last.end = end
    else found.push({ start, end })
  }
  return found
}
