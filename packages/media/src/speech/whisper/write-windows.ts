import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Window } from './plan-windows.ts'

const rate = 16_000
const bytesPerSample = 2

/**
 * Writes windows of raw samples (16 kHz mono, signed 16 bit) as WAV files.
 */
export async function writeWindows(
  samples: string,
  windows: readonly Window[],
  folder: string,
): Promise<string[]> {
  const source = await open(samples)
  try {
    const files: string[] = []
    for (const [at, spans] of windows.entries()) {
      const file = join(folder, `window-${String(at).padStart(4, '0')}.wav`)
      await writeWindow(source, spans, file)
      files.push(file)
    }
    return files
  } finally {
    await source.close()
  }
}

async function writeWindow(source: FileHandle, spans: Window, file: string): Promise<void> {
  const parts = await Promise.all(
    spans.map(async ({ start, end }) => {
      const [from, to] = [sampleAt(start), sampleAt(end)]
      const bytes = Buffer.alloc((to - from) * bytesPerSample)
      const { bytesRead } = await source.read(bytes, 0, bytes.length, from * bytesPerSample)
      // The end of a span may lie after the last sample, by less than one window of the levels.
      return bytes.subarray(0, bytesRead - (bytesRead % bytesPerSample))
    }),
  )
  const sound = Buffer.concat(parts)
  const target = await open(file, 'w')
  try {
    await target.writeFile(Buffer.concat([wavHeader(sound.length), sound]))
  } finally {
    await target.close()
  }
}

export const sampleAt = (seconds: number): number => Math.round(seconds * rate)

/** Of 16 kHz mono 16 bit PCM (RIFF, 44 bytes). */
function wavHeader(bytes: number): Buffer {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + bytes, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate * bytesPerSample, 28)
  header.writeUInt16LE(bytesPerSample, 32)
  header.writeUInt16LE(8 * bytesPerSample, 34)
  header.write('data', 36)
  header.writeUInt32LE(bytes, 40)
  return header
}
