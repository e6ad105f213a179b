/**
 * Magnitudes of a Fourier transform under a periodic Hann window, from the constant to half the sampling rate.
 *
 * @param size a power of two
 */
export function createSpectrum(size: number): (samples: Float32Array, start: number) => Float32Array {
  const window = Float64Array.from(
    { length: size },
    (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / size),
  )
  const cosines = Float64Array.from({ length: size / 2 }, (_, at) => Math.cos((2 * Math.PI * at) / size))
  const sines = Float64Array.from({ length: size / 2 }, (_, at) => -Math.sin((2 * Math.PI * at) / size))
  const places = bitReversed(size)
  const [real, imaginary] = [new Float64Array(size), new Float64Array(size)]

  return (samples, start) => {
    for (let at = 0; at < size; at += 1) {
      real[places[at] as number] = (samples[start + at] ?? 0) * (window[at] as number)
    }
    imaginary.fill(0)
    for (let half = 1; half < size; half *= 2) {
      const step = size / (2 * half)
      for (let block = 0; block < size; block += 2 * half) {
        for (let at = 0; at < half; at += 1) {
          const low = block + at
          const high = low + half
          const cosine = cosines[at * step] as number
          const sine = sines[at * step] as number
          const turnedReal = (real[high] as number) * cosine - (imaginary[high] as number) * sine
          const turnedImaginary = (real[high] as number) * sine + (imaginary[high] as number) * cosine
          real[high] = (real[low] as number) - turnedReal
          imaginary[high] = (imaginary[low] as number) - turnedImaginary
          real[low] = (real[low] as number) + turnedReal
          imaginary[low] = (imaginary[low] as number) + turnedImaginary
        }
      }
    }
    const magnitudes = new Float32Array(size / 2 + 1)
    for (let at = 0; at < magnitudes.length; at += 1)
      magnitudes[at] = Math.sqrt((real[at] as number) ** 2 + (imaginary[at] as number) ** 2)
    return magnitudes
  }
}

/** Where each value goes before the first round of a transform in place. */
function bitReversed(size: number): Uint32Array {
  const places = new Uint32Array(size)
  for (let at = 1; at < size; at += 1) {
    places[at] = ((places[at >> 1] ?? 0) >> 1) | (at & 1 ? size >> 1 : 0)
  }
  return places
}
