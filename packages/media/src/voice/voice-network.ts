import { createSpectrum } from './spectrum.ts'

/** Samples of a step at 16 kHz: 32 milliseconds. */
export const stepSamples = 512
/** Samples of the step before, which the network sees again. */
const contextSamples = 64
const transform = 256
const hop = 128
const bands = transform / 2 + 1
const frames = 4
const hidden = 128

interface Layer {
  weights: Float32Array
  bias: Float32Array
}

export interface HeardStep {
  /** How likely there is a voice in it, 0 to 1. */
  likely: number
  /** Magnitudes of its four frames. */
  spectra: readonly Float32Array[]
}

export interface VoiceNetwork {
  /** Hears a step, in order. */
  hear(samples: Float32Array): HeardStep
  /** Forgets the steps before. */
  forget(): void
}

/**
 * Silero VAD 5 for 16 kHz (MIT, https://github.com/snakers4/silero-vad), computed here: a Fourier transform, four
 * convolutions, an LSTM and one neuron, 243,585 weights. An ONNX runtime for it would have 30 to 290 MB.
 *
 * @param weights in the order of `bench/voice-model/export.py`
 */
export function createVoiceNetwork(weights: Float32Array): VoiceNetwork {
  let read = 0
  const take = (count: number): Float32Array => {
    read += count
    return weights.subarray(read - count, read)
  }
  const layer = (rows: number, columns: number): Layer => ({
    weights: take(rows * columns),
    bias: take(rows),
  })
  const convolutions = [
    { ...layer(128, bands * 3), inputs: bands, stride: 1 },
    { ...layer(64, 128 * 3), inputs: 128, stride: 2 },
    { ...layer(64, 64 * 3), inputs: 64, stride: 2 },
    { ...layer(128, 64 * 3), inputs: 64, stride: 1 },
  ]
  const [ofInput, ofHidden] = [take(4 * hidden * hidden), take(4 * hidden * hidden)]
  const gateBias = sumOf(take(4 * hidden), take(4 * hidden))
  const last = layer(1, hidden)
  if (read !== weights.length) throw new Error(`The voice network has ${read} weights, not ${weights.length}`)

  const spectrum = createSpectrum(transform)
  // Context, step, and the mirrored end that the last frame reaches into.
  const sound = new Float32Array(contextSamples + stepSamples + contextSamples)
  const [cell, output] = [new Float32Array(hidden), new Float32Array(hidden)]
  const [gates, recurrent] = [new Float32Array(4 * hidden), new Float32Array(4 * hidden)]
  const noBias = new Float32Array(4 * hidden)

  const hear = (samples: Float32Array): HeardStep => {
    sound.copyWithin(0, stepSamples, stepSamples + contextSamples)
    sound.set(samples, contextSamples)
    sound.fill(0, contextSamples + samples.length, contextSamples + stepSamples)
    const end = contextSamples + stepSamples
    for (let at = 0; at < contextSamples; at += 1) sound[end + at] = sound[end - 2 - at] ?? 0

    const spectra = Array.from({ length: frames }, (_, at) => spectrum(sound, at * hop))
    let columns = spectra
    for (const { weights: kernel, bias, inputs, stride } of convolutions) {
      columns = columns
        .filter((_, at) => at % stride === 0)
        .map((_, at) => rectified(multiply(kernel, bias, around(columns, at * stride, inputs))))
    }
    const heard = columns[0] ?? new Float32Array(hidden)
    multiply(ofInput, gateBias, heard, gates)
    multiply(ofHidden, noBias, output, recurrent)
    for (let at = 0; at < hidden; at += 1) {
      const gate = (index: number): number =>
        (gates[index * hidden + at] ?? 0) + (recurrent[index * hidden + at] ?? 0)
      const kept = sigmoid(gate(1)) * (cell[at] ?? 0) + sigmoid(gate(0)) * Math.tanh(gate(2))
      cell[at] = kept
      output[at] = sigmoid(gate(3)) * Math.tanh(kept)
    }
    const likely = sigmoid(multiply(last.weights, last.bias, rectified(output.slice()))[0] ?? 0)
    return { likely, spectra }
  }
  return {
    hear,
    forget: () => {
      cell.fill(0)
      output.fill(0)
    },
  }
}

/** A column between its neighbours, zero outside, in the order of a kernel: inputs, then places. */
function around(columns: readonly Float32Array[], at: number, inputs: number): Float32Array {
  const joined = new Float32Array(inputs * 3)
  for (let place = 0; place < 3; place += 1) {
    const column = columns[at + place - 1]
    if (column === undefined) continue
    for (let input = 0; input < inputs; input += 1) joined[input * 3 + place] = column[input] ?? 0
  }
  return joined
}

function multiply(
  matrix: Float32Array,
  bias: Float32Array,
  vector: Float32Array,
  result = new Float32Array(bias.length),
): Float32Array {
  const columns = vector.length
  // Four sums at a time do not wait for each other.
  const whole = columns - (columns % 4)
  for (let row = 0; row < bias.length; row += 1) {
    const start = row * columns
    let [one, two, three, four] = [bias[row] as number, 0, 0, 0]
    for (let column = 0; column < whole; column += 4) {
      one += (matrix[start + column] as number) * (vector[column] as number)
      two += (matrix[start + column + 1] as number) * (vector[column + 1] as number)
      three += (matrix[start + column + 2] as number) * (vector[column + 2] as number)
      four += (matrix[start + column + 3] as number) * (vector[column + 3] as number)
    }
    for (let column = whole; column < columns; column += 1)
      one += (matrix[start + column] as number) * (vector[column] as number)
    result[row] = one + two + three + four
  }
  return result
}

const rectified = (vector: Float32Array): Float32Array => {
  for (let at = 0; at < vector.length; at += 1) if ((vector[at] as number) < 0) vector[at] = 0
  return vector
}

const sumOf = (one: Float32Array, other: Float32Array): Float32Array =>
  one.map((value, at) => value + (other[at] ?? 0))

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value))
