import { openSync, readSync } from 'node:fs'
import { readWeights } from './read-weights.ts'
import { createChange } from './spectral-change.ts'
import { createVoiceNetwork, stepSamples } from './voice-network.ts'
import { unsure } from './voice-pauses.ts'

// Prints how likely there is a voice in each step of a file of raw samples (16 kHz mono, signed 16 bit), as lines of
// numbers from 0 to 99. A child process: it calculates without a break, a second for a minute of sound or two.

const network = createVoiceNetwork(readWeights(new URL('voice-weights.f16', import.meta.url)))
const file = openSync(JSON.parse(process.argv[2] ?? '""') as string, 'r')
const stepsAtATime = 1024
// After noise the network is deaf to a voice for seconds, so it forgets what is no voice: a quarter of a second.
const forgetSteps = 8
const unlikely = 25
// A chord is a voice to the network. Of speech the spectrum changes by 0.4 from step to step (median of five talks; by
// more than 0.28 in three steps of four), of chords by 0.1 to 0.2.
const steady = 0.25
const change = createChange()
let withoutVoice = 0
const bytes = Buffer.alloc(stepsAtATime * stepSamples * 2)

for (let count = readAll(); count > 0; count = readAll()) {
  const found: number[] = []
  for (let at = 0; at < count; at += 2 * stepSamples) {
    const samples = Math.min(stepSamples, (count - at) >> 1)
    const step = Float32Array.from(
      { length: samples },
      (_, index) => bytes.readInt16LE(at + 2 * index) / 32_768,
    )
    found.push(hear(step))
  }
  process.stdout.write(`${found.join(' ')}\n`)
}

/** In hundredths. */
function hear(step: Float32Array): number {
  const { likely, spectra } = network.hear(step)
  const hundredths = Math.min(99, Math.floor(likely * 100))
  withoutVoice = hundredths < unlikely ? withoutVoice + 1 : 0
  if (withoutVoice === forgetSteps) {
    network.forget()
    withoutVoice = 0
  }
  return change(spectra) < steady ? Math.min(hundredths, unsure) : hundredths
}

/** Fills the buffer, except at the end of the file. */
function readAll(): number {
  let count = 0
  for (;;) {
    const read = readSync(file, bytes, count, bytes.length - count, null)
    count += read
    if (read === 0 || count === bytes.length) return count
  }
}
