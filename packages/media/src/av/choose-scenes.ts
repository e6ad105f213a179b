/** A key frame of the recording. */
export interface Look {
  /** Seconds. */
  time: number
  /** Grey values, as many for each. */
  fingerprint: Uint8Array
  /** Whether there is a picture of it to keep. */
  candidate: boolean
}

export interface ChooseScenesOptions {
  /** At most so many pictures. */
  most: number
  /** More than so many pictures, and more than one in so many seconds, is more than people show. */
  few: number
  secondsEach: number
}

/** Grey levels by which a part of the picture may differ without having changed: what compression leaves behind. */
const noise = 4
/** Mean change, in grey levels above the noise, from which a picture shows something new: a line of text more does. */
const newScene = 0.25
/** How many times its usual change a part of the picture is allowed, tried in this order. */
const allowances = [3, 6, 12]
/** The usual change is the one that so large a share of the looks does not exceed. */
const usualShare = 0.4
/** What is more than so many grey levels, in a part or on average, is no movement but a cut. */
const usualMost = 16
const unrestMost = 2

/** Of scenes that follow one another within so many seconds, as in a fade, only the last has arrived, */
const passing = 1.2
/** but not for longer than this. */
const longestPassing = 3

/**
 * Which looks show something that the one kept before them does not; the first candidate always. When these are more
 * than people show, something in the picture moves all the time, such as a speaker in a corner or the whole view of a
 * hand-held camera: then each part of the picture is held against what it usually does. In the order of time, as
 * positions in the list.
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

/** Of each part of the picture, from one look to the next. */
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
