import { openSync, readSync } from 'node:fs'
import { createVoiceListener } from './hear-voice.ts'
import { stepSamples } from './voice-network.ts'

// Prints how likely there is a voice in each step of a file of raw samples (16 kHz mono, signed 16 bit), as lines of
// numbers from 0 to 99. A child process: it calculates without a break, a second for a minute of sound or two.

const listener = createVoiceListener()
const file = openSync(JSON.parse(process.argv[2] ?? '""') as string, 'r')
const stepsAtATime = 1024
const bytes = Buffer.alloc(stepsAtATime * stepSamples * 2)

for (let count = readAll(); count > 0; count = readAll()) {
  const found: number[] = []
  for (let at = 0; at < count; at += 2 * stepSamples) {
    const samples = Math.min(stepSamples, (count - at) >> 1)
    const step = Float32Array.from(
      { length: samples },
      (_, index) => bytes.readInt16LE(at + 2 * index) / 32_768,
    )
    found.push(listener.hear(step))
  }
  process.stdout.write(`${found.join(' ')}\n`)
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
