import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pageAsPicture } from './picture.ts'
import { runProgram } from './run-program.ts'
import { type Speech, wavOf } from './speak.ts'

export interface SlideVideoOptions {
  /** Slides whose pages are shown in order. */
  pdf: string
  /** Seconds at which each page appears; the first is 0, all are multiples of a frame. */
  starts: readonly number[]
  speech: Speech
  /** ISO 639-2, as mp4 labels its tracks. */
  language: string
  title: string
  /** Names of the pages as chapters; none when left out. */
  chapters?: readonly string[]
  width: number
  height: number
  folder: string
  out: string
}

export const framesPerSecond = 5
const audioBitrate = '56k'

/** A recording as conferences publish it: full-screen slides, H.264 with a key frame at each change, and audio. */
export function makeSlideVideo(options: SlideVideoOptions): void {
  const { pdf, starts, speech, language, title, chapters, width, height, folder, out } = options
  const length = speech.samples.length / speech.rate
  const sound = join(folder, 'sound.wav')
  writeFileSync(sound, wavOf(speech))
  const pictures = starts.flatMap((start, index) => {
    const picture = join(folder, `slide-${index + 1}.png`)
    writeFileSync(picture, pageAsPicture(pdf, { page: index + 1, width: width * 2, format: 'png', folder }))
    const seconds = (starts[index + 1] ?? length) - start
    return ['-loop', '1', '-framerate', String(framesPerSecond), '-t', seconds.toFixed(3), '-i', picture]
  })
  const about = join(folder, 'about.txt')
  writeFileSync(about, metadata(title, starts, length, chapters ?? []))
  const inputs = starts.map((_, index) => `[${index}:v]`).join('')
  runProgram('ffmpeg', [
    ...['-v', 'error', '-y', ...pictures, '-i', sound, '-f', 'ffmetadata', '-i', about],
    ...[
      '-filter_complex',
      `${inputs}concat=n=${starts.length}:v=1:a=0,scale=${width}:${height}:flags=area,setsar=1,format=yuv420p[v]`,
    ],
    ...['-map', '[v]', '-map', `${starts.length}:a`, '-map_metadata', String(starts.length + 1)],
    ...['-map_chapters', String(starts.length + 1), '-r', String(framesPerSecond)],
    ...['-c:v', 'libx264', '-preset', 'veryslow', '-tune', 'stillimage', '-crf', '24', '-g', '600'],
    ...['-sc_threshold', '0', '-force_key_frames', starts.join(','), '-threads', '1'],
    ...['-c:a', 'aac', '-b:a', audioBitrate, '-ar', '24000', '-metadata:s:a:0', `language=${language}`],
    ...[
      '-fflags',
      '+bitexact',
      '-flags:v',
      '+bitexact',
      '-flags:a',
      '+bitexact',
      '-movflags',
      '+faststart',
      out,
    ],
  ])
}

function metadata(
  title: string,
  starts: readonly number[],
  length: number,
  chapters: readonly string[],
): string {
  const escaped = (text: string): string => text.replace(/[=;#\\\n]/g, (sign) => `\\${sign}`)
  const entries = chapters.map((chapter, index) =>
    [
      '[CHAPTER]',
      'TIMEBASE=1/1000',
      `START=${Math.round((starts[index] ?? 0) * 1000)}`,
      `END=${Math.round((starts[index + 1] ?? length) * 1000)}`,
      `title=${escaped(chapter)}`,
      '',
    ].join('\n'),
  )
  return [';FFMETADATA1', `title=${escaped(title)}`, ...entries, ''].join('\n')
}
