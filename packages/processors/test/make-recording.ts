import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** Runs ffmpeg in a folder; the last argument is the file that it makes. Returns its path. */
export function makeRecording(folder: string, ...args: readonly string[]): string {
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args], { cwd: folder })
  return join(folder, args.at(-1) ?? '')
}

/** Slides as ffmpeg's input: a grey for each, with a bar that moves. A key frame is where a new one comes. */
export function slides(changes: readonly number[], seconds: number): string[] {
  const bars = changes.map((from, slide) => {
    const shown = `between(t,${from},${(changes[slide + 1] ?? seconds + 1) - 0.01})`
    const grey = ['white', '0xd0d0d0', '0xa0a0a0', '0x707070'][slide % 4]
    return `drawbox=c=${grey}:t=fill:enable='${shown}',drawbox=x=40:y=${40 + slide * 60}:w=300:h=40:c=black:t=fill:enable='${shown}'`
  })
  return ['-f', 'lavfi', '-i', `color=c=white:s=640x360:r=10:d=${seconds},${bars.join(',')}`]
}

export const tone = (seconds: number): string[] => ['-f', 'lavfi', '-i', `sine=f=300:r=44100:d=${seconds}`]

export const h264 = (changes: readonly number[]): string[] => [
  ...'-c:v libx264 -preset veryfast -pix_fmt yuv420p -force_key_frames'.split(' '),
  changes.join(','),
]
