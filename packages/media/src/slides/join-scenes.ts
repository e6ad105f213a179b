import { agreementOf, type Sheet } from './sheet.ts'

export interface SceneSheet {
  sheet: Sheet
  /** 1 for each block that counts, 0 where something moves. */
  weights: Float32Array
}

export interface JoinedScenes {
  /** By scene: index of the slide; null for none. */
  shown: (number | null)[]
  /** Of each slide the scene that shows most of it. */
  slides: number[]
}

/** Likeness from which on two scenes show the same slide. */
const same = 0.93
/** Share of a slide that is there again when more of it is built up. */
const kept = 0.9
/** Blocks with something to see that a slide has. */
const leastBlocks = 3

/** Joins scenes that show the same slide, and those in which one is built up, whose last state stays. */
export function joinScenes(scenes: readonly (SceneSheet | null)[]): JoinedScenes {
  const slides: { scene: number; own: SceneSheet }[] = []
  let last: number | null = null
  const shown = scenes.map((own, scene) => {
    if (own === null || energyOf(own) < leastBlocks) return null
    const found = known(slides, own, last)
    if (found?.more) slides[found.at] = { scene, own }
    last = found?.at ?? slides.push({ scene, own }) - 1
    return last
  })
  return { shown, slides: slides.map(({ scene }) => scene) }
}

function known(
  slides: readonly { own: SceneSheet }[],
  one: SceneSheet,
  last: number | null,
): { at: number; more: boolean } | null {
  for (const [at, { own }] of slides.entries()) {
    const { both, ofPicture, ofPage } = agreementOf(one.sheet, own.sheet, both01(one.weights, own.weights))
    if (both >= same * Math.sqrt(Math.max(1e-6, ofPicture * ofPage))) return { at, more: false }
    if (at === last && both >= kept * ofPage && ofPicture > ofPage) return { at, more: true }
  }
  return null
}

const both01 = (a: Float32Array, b: Float32Array): Float32Array =>
  a.map((weight, block) => weight * (b[block] ?? 0))

const energyOf = ({ sheet, weights }: SceneSheet): number =>
  sheet.energy.reduce((sum, energy, block) => sum + energy * (weights[block] ?? 0), 0)
