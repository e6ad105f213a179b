import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Speech of which every word is known. */
export const speechFile = join(import.meta.dirname, '../../demo/sample-conference/audio/counting-herons.ogg')

/** ffmpeg's input for so many seconds of a tone: quick to make, and to decode it takes seconds for an hour of it. */
export const toneOf = (seconds: number): string[] => [
  '-f',
  'lavfi',
  '-i',
  `sine=frequency=300:duration=${seconds}:sample_rate=16000`,
]

/** Writes a small Opus file, the same bytes each time. */
export function makeSound(file: string, input: readonly string[]): void {
  const encoder = ['-c:a', 'libopus', '-b:a', '12k', '-compression_level', '0', '-frame_duration', '60']
  const exact = ['-fflags', '+bitexact', '-flags:a', '+bitexact']
  const args = ['-v', 'error', '-nostdin', ...input, '-ac', '1', ...encoder, ...exact, file]
  const { status, stderr } = spawnSync('ffmpeg', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`ffmpeg: ${stderr}`)
}
