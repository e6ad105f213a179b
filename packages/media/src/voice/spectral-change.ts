/**
 * Tells by how much the shape of the spectrum changed since the call before, from 0 for not at all to 2 for entirely.
 * Loudness is no shape.
 */
export function createChange(): (spectra: readonly Float32Array[]) => number {
  let before: Float32Array | null = null
  return (spectra) => {
    const shape = shapeOf(spectra)
    const change =
      before === null ? 2 : shape.reduce((sum, one, at) => sum + Math.abs(one - (before?.[at] ?? 0)), 0)
    before = shape
    return change
  }
}

/** Shares of the bands. */
function shapeOf(spectra: readonly Float32Array[]): Float32Array {
  const shape = new Float32Array(spectra[0]?.length ?? 0)
  let sum = 1e-6
  for (const spectrum of spectra) {
    for (let at = 0; at < shape.length; at += 1) {
      const one = spectrum[at] ?? 0
      shape[at] = (shape[at] ?? 0) + one
      sum += one
    }
  }
  return shape.map((one) => one / sum)
}
