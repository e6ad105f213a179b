/** One of the files that a site offers of a recording. */
export interface Rendition {
  url: string
  /** Pixels; null when unknown. */
  height: number | null
  sound: boolean
  picture: boolean
  mp4: boolean
  /** Whether the sound is in the wanted language; null when unknown. */
  wanted: boolean | null
  /** Among equal ones, the highest wins. */
  bitrate: number
}

/** Slides can be read at this height; more costs time and room. */
const goodHeight = 720

/**
 * The preferred file: with sound and pictures, in the wanted language, MP4, the largest up to 720 lines, else the
 * smallest above; without such a file, sound only, then pictures only. Null for none.
 */
export function pickRendition(renditions: readonly Rendition[]): Rendition | null {
  const rank = (one: Rendition): number[] => {
    const height = one.height ?? 0
    return [
      one.sound && one.picture ? 2 : one.sound ? 1 : 0,
      one.wanted === true ? 2 : one.wanted === null ? 1 : 0,
      one.mp4 ? 1 : 0,
      height <= goodHeight ? height : goodHeight - height,
      one.bitrate,
    ]
  }
  return (
    renditions
      .filter(({ sound, picture }) => sound || picture)
      .toSorted((a, b) => compare(rank(b), rank(a)))[0] ?? null
  )
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) if (value !== b[at]) return value - (b[at] ?? 0)
  return 0
}
