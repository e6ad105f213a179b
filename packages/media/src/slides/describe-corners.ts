import type { Corner } from './find-corners.ts'
import type { Grey } from './grey.ts'

/** 32-bit words of a descriptor. */
export const descriptorWords = 8

/**
 * Upright BRIEF (M. Calonder and others, BRIEF: Binary Robust Independent Elementary Features, 2010): 256 comparisons of
 * two pixels each of a blurred picture around the corner. `descriptorWords` words a corner.
 */
export function describeCorners({ width, data }: Grey, corners: readonly Corner[]): Uint32Array {
  const words = new Uint32Array(corners.length * descriptorWords)
  const offsets = pairs.map(([x1, y1, x2, y2]) => [y1 * width + x1, y2 * width + x2] as const)
  corners.forEach(({ x, y }, corner) => {
    const at = y * width + x
    for (let word = 0; word < descriptorWords; word += 1) {
      let bits = 0
      for (let bit = 0; bit < 32; bit += 1) {
        const [first, second] = offsets[word * 32 + bit] ?? [0, 0]
        if ((data[at + first] ?? 0) < (data[at + second] ?? 0)) bits |= 1 << bit
      }
      words[corner * descriptorWords + word] = bits >>> 0
    }
  })
  return words
}

/** Number of bits in which two descriptors differ, given by the places of their first words. */
export function distanceOf(a: Uint32Array, from: number, b: Uint32Array, other: number): number {
  let distance = 0
  for (let word = 0; word < descriptorWords; word += 1) {
    let bits = (a[from + word] ?? 0) ^ (b[other + word] ?? 0)
    bits -= (bits >>> 1) & 0x55555555
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
    distance += (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
  }
  return distance
}

/** Isotropic around the corner, within 15 pixels, always the same. */
const pairs: readonly (readonly [number, number, number, number])[] = (() => {
  let state = 20_260_201
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  // The sum of three is near enough to a normal distribution.
  const near = (): number => Math.max(-15, Math.min(15, Math.round((next() + next() + next() - 1.5) * 15)))
  return Array.from({ length: descriptorWords * 32 }, () => [near(), near(), near(), near()] as const)
})()
