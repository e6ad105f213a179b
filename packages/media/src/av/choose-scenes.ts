/** A key frame of the recording. */
export interface Look {
  /** Seconds. */
  time: number
  /** Grey values, of one length. */
  fingerprint: Uint8Array
  /** Whether it has a picture file. */
  candidate: boolean
}

export interface ChooseScenesOptions {
  /** Maximum pictures. */
  most: number
  /** Maximum pictures, and seconds per picture; more is not a slide show. */
  few: number
  secondsEach: number
}

/** Grey levels by which a region may differ unchanged: compression noise. */
const noise = 4
/** Mean change, in grey levels above the noise, that counts as new content: a new line of text exceeds it. */
const newScene = 0.25
/** Multiples of a region's usual change that are ignored, tried in this order. */
const allowances = [3, 6, 12]
/** Quantile of the changes that counts as the usual change. */
const usualShare = 0.4
/** A larger change, in grey levels, in a region or on average, is a cut, not motion. */
const usualMost = 16
const unrestMost = 2

/** Of scenes within this many seconds of each other, as in a fade, only the last is kept, */
const passing = 1.2
/** up to this many seconds. */
const longestPassing = 3

/**
 * Selects the frames that differ from the last selected one; always the first candidate. When they are too many,
 * something moves all the time, such as a speaker in a corner or a hand-held camera: then each region's change is
 * compared with its usual change. Returns indices in order of time.
 */
export function chooseScenes(looks: readonly Look[], options: ChooseScenesOptions): number[] {
  const { most, few, secondsEach } = options
  const seconds = (looks.at(-1)?.time ?? 0) - (looks[0]?.time ?? 0)
  const still = new Float64Array(looks[0]?.fingerprint.length ?? 0)
  let scenes = scenesBeyond(looks, still, newScene)
  if (scenes.length > Math.min(most, Math.max(few, 1 + seconds / secondsEach))) {
    const usual = usualChange(looks)
    for (const allowance of allowances) {
      const allowed = usual.map((change) => change * allowance)
      const unrest = usualOf(neighbours(looks).map(([a, b]) => changeBeyond(a, b, allowed)))
      scenes = scenesBeyond(looks, allowed, newScene + Math.min(unrestMost, 4 * unrest))
      if (scenes.length <= most) break
    }
  }
  return arrived(scenes, looks)
    .toSorted((a, b) => b.change - a.change || a.at - b.at)
    .slice(0, most)
    .map(({ at }) => at)
    .toSorted((a, b) => a - b)
}

interface Scene {
  at: number
  change: number
}

function arrived(scenes: readonly Scene[], looks: readonly Look[]): Scene[] {
  const timeOf = ({ at }: Scene): number => looks[at]?.time ?? 0
  let since = 0
  return scenes.filter((scene, position) => {
    const next = scenes[position + 1]
    const time = timeOf(scene)
    const stays = next === undefined || timeOf(next) - time > passing || time - since > longestPassing
    if (stays) since = next === undefined ? time : timeOf(next)
    return stays || position === 0
  })
}

function scenesBeyond(looks: readonly Look[], allowed: Float64Array, least: number): Scene[] {
  const scenes: Scene[] = []
  let kept: Look | null = null
  looks.forEach((look, at) => {
    if (!look.candidate) return
    const change = kept === null ? Infinity : changeBeyond(kept, look, allowed)
    if (change <= least) return
    scenes.push({ at, change })
    kept = look
  })
  return scenes
}

function changeBeyond(a: Look, b: Look, allowed: Float64Array): number {
  let sum = 0
  for (let cell = 0; cell < allowed.length; cell += 1)
    sum += Math.max(0, differenceAt(a, b, cell) - noise - (allowed[cell] ?? 0))
  return sum / Math.max(1, allowed.length)
}

/** Per region, between consecutive frames. */
function usualChange(looks: readonly Look[]): Float64Array {
  const pairs = neighbours(looks)
  return new Float64Array(looks[0]?.fingerprint.length ?? 0).map((_zero, cell) =>
    Math.min(usualMost, usualOf(pairs.map(([a, b]) => differenceAt(a, b, cell)))),
  )
}

const usualOf = (changes: readonly number[]): number =>
  Float64Array.from(changes).sort()[Math.floor(changes.length * usualShare)] ?? 0

const neighbours = (looks: readonly Look[]): [Look, Look][] =>
  looks.slice(1).map((look, at) => [looks[at] ?? look, look])

const differenceAt = (a: Look, b: Look, cell: number): number =>
  Math.abs((a.fingerprint[cell] ?? 0) - (b.fingerprint[cell] ?? 0))
