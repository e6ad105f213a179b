import { join } from 'node:path'
import { runProgram } from './run-program.ts'

export interface Voice {
  engine: 'flite' | 'espeak-ng'
  /** As the engine calls it. */
  name: string
  /** Above 1 is slower. */
  stretch: number
  /** Samples a second of the sound that comes out. */
  rate: number
}

export interface Speech {
  rate: number
  samples: Int16Array
  /** A part for each text given; seconds. */
  parts: { start: number; end: number }[]
}

export interface SpeakOptions {
  voice: Voice
  texts: readonly string[]
  /** Seconds of silence before the first text and after each one. */
  pause: (index: number) => number
  /** Each text begins at a multiple of this many seconds. */
  grid: number
  /** A folder for the engine's files. */
  folder: string
}

/** Speaks the texts in sequence; the sample states where each begins and ends. */
export function speak({ voice, texts, pause, grid, folder }: SpeakOptions): Speech {
  const toGrid = (samples: number): number =>
    Math.round(Math.ceil(samples / voice.rate / grid - 1e-9) * grid * voice.rate)
  const spoken = texts.map((text) => withoutSilence(synthesize(voice, text, folder)))
  let at = toGrid(pause(-1) * voice.rate)
  const starts = spoken.map((samples, index) => {
    const start = at
    at = toGrid(start + samples.length + pause(index) * voice.rate)
    return start
  })
  const all = new Int16Array(at)
  for (const [index, samples] of spoken.entries()) all.set(samples, starts[index])
  return {
    rate: voice.rate,
    samples: all,
    parts: spoken.map((samples, index) => {
      const start = starts[index] ?? 0
      return { start: start / voice.rate, end: (start + samples.length) / voice.rate }
    }),
  }
}

function synthesize({ engine, name, stretch, rate }: Voice, text: string, folder: string): Int16Array {
  const file = join(folder, 'speech.wav')
  if (engine === 'flite') {
    runProgram('flite', ['-voice', name, '--setf', `duration_stretch=${stretch}`, '-t', text, '-o', file])
  } else {
    runProgram('espeak-ng', [
      '-v',
      name,
      '-s',
      String(Math.round(165 / stretch)),
      '-g',
      '2',
      '-w',
      file,
      text,
    ])
  }
  const raw = runProgram('ffmpeg', [
    ...['-v', 'error', '-i', file, '-ar', String(rate), '-ac', '1', '-f', 's16le', '-'],
  ])
  return new Int16Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length))
}

/** Trims the silence around a text: below 1/200 of full scale. */
function withoutSilence(samples: Int16Array): Int16Array {
  const loud = (sample: number): boolean => Math.abs(sample) > 160
  return samples.subarray(samples.findIndex(loud), samples.findLastIndex(loud) + 1)
}

/** A WAV file, 16 bit mono. */
export function wavOf({ rate, samples }: Pick<Speech, 'rate' | 'samples'>): Buffer {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.byteLength, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.byteLength, 40)
  return Buffer.concat([head, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)])
}
