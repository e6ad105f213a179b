import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** Runs ffmpeg in a folder; the last argument is the file that it makes. Returns its path. */
export function makeMedia(folder: string, ...args: readonly string[]): string {
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args], { cwd: folder })
  return join(folder, args.at(-1) ?? '')
}

export interface SlidesOptions {
  /** Seconds at which a new slide comes, the first at 0. */
  changes: readonly number[]
  seconds: number
  size?: string
  rate?: number
}

/** ffmpeg's input for slides: a bar as the title, and lines whose lengths tell the slides apart. */
export function slidesInput({ changes, seconds, size = '640x360', rate = 10 }: SlidesOptions): string[] {
  const bars = changes.flatMap((from, slide) => {
    const until = (changes[slide + 1] ?? seconds + 1) - 0.01
    return [0, 1, 2, 3, 4].map((line) => {
      const width = 60 + ((slide * 173 + line * 97) % 480)
      const shown = `between(t,${from},${until})`
      return `drawbox=x=40:y=${110 + line * 45}:w=${width}:h=18:c=0x202040:t=fill:enable='${shown}'`
    })
  })
  const title = 'drawbox=x=40:y=30:w=300:h=36:c=0x800000:t=fill'
  return ['-f', 'lavfi', '-i', `color=c=white:s=${size}:r=${rate}:d=${seconds},${title},${bars.join(',')}`]
}

export const sine = (seconds: number): string[] => ['-f', 'lavfi', '-i', `sine=f=300:r=44100:d=${seconds}`]

export const x264 = '-c:v libx264 -preset veryfast -pix_fmt yuv420p'.split(' ')
