import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { scannedSheet } from '../../media/test/pdf-samples.ts'
import { randomFrom } from './draw-slide.ts'
import { makeRecording } from './make-recording.ts'

/** What is heard for some seconds; over it there is always the noise of the hall. */
export type Scene = {
  heard: 'talk' | 'other voice' | 'hall' | 'applause' | 'music'
  seconds: number
  /** Lines of the slide that is shown from here on; `camera` shows the hall, without text. */
  shown?: readonly string[] | 'camera'
}

const rate = 16_000
const samples = fileURLToPath(new URL('../../../demo/sample-conference/', import.meta.url))
const voices = { talk: 'video/marsh-sensors.mp4', 'other voice': 'audio/counting-herons.ogg' }

/** Speech of the sample conference, as 16-bit samples. */
const speechOf = (file: string): Int16Array => {
  const raw = execFileSync(
    'ffmpeg',
    ['-v', 'error', '-i', join(samples, file), '-vn', '-ac', '1', '-ar', String(rate), '-f', 's16le', '-'],
    { maxBuffer: 64 * 1024 ** 2 },
  )
  return Int16Array.from({ length: raw.length >> 1 }, (_, at) => raw.readInt16LE(2 * at))
}

/** The sound of a day; the same for the same scenes. */
export function soundOfDay(scenes: readonly Scene[], seed = 1): Int16Array {
  const random = randomFrom(seed)
  // Drawn once: a day has as many samples as there is time for.
  const drawn = Float32Array.from({ length: 1 << 17 }, () => random() + random() + random() - 1.5)
  let next = 0
  const noise = (): number => {
    next = (next + 1) % (drawn.length - 1)
    return drawn[next] ?? 0
  }
  const speech = { talk: speechOf(voices.talk), 'other voice': speechOf(voices['other voice']) }
  const read = { talk: 0, 'other voice': 0 }
  const sound = new Int16Array(Math.round(scenes.reduce((sum, { seconds }) => sum + seconds, 0) * rate))
  let at = 0
  /** Brown-ish noise of a hall: air and people, 45 dB below the loudest. */
  let hall = 0
  for (const { heard, seconds } of scenes) {
    const end = Math.min(sound.length, at + Math.round(seconds * rate))
    const start = at
    let smooth = 0
    for (; at < end; at += 1) {
      hall = 0.97 * hall + 0.03 * noise()
      let value = 900 * hall + 25 * noise()
      const time = (at - start) / rate
      if (heard === 'talk' || heard === 'other voice') {
        value += speech[heard][read[heard]] ?? 0
        read[heard] = (read[heard] + 1) % speech[heard].length
      } else if (heard === 'applause') {
        // Rises, dies away, and has the spectrum of hands: most around 2 kHz.
        const envelope = Math.min(1, time * 2) * Math.min(1, (seconds - time) / 2)
        smooth = 0.55 * smooth + 0.45 * noise()
        value += 9_000 * envelope * smooth * (0.85 + 0.1 * noise())
      } else if (heard === 'music') {
        const chord = [220, 277.2, 329.6, 440].map((hertz) => hertz * 2 ** ((Math.floor(time / 2) % 4) / 12))
        value += 1_500 * chord.reduce((sum, hertz) => sum + Math.sin(2 * Math.PI * hertz * time), 0)
      }
      sound[at] = Math.max(-32_768, Math.min(32_767, Math.round(value)))
    }
  }
  return sound
}

/** Writes the recording of a day, 320 × 180 with a picture a second, and returns its path. */
export function makeDay(folder: string, scenes: readonly Scene[], name: string): string {
  const raw = join(folder, `${name}.raw`)
  const sound = soundOfDay(scenes)
  writeFileSync(raw, new Uint8Array(sound.buffer))
  const list: string[] = []
  let shown: Scene['shown'] = 'camera'
  for (const [place, scene] of scenes.entries()) {
    shown = scene.shown ?? shown
    const picture = join(folder, `${name}-${place}.jpg`)
    writeFileSync(picture, shown === 'camera' ? scannedSheet('', []) : slideOf(shown))
    list.push(`file '${picture}'\nduration ${scene.seconds}`)
  }
  // The last picture counts only with another one after it.
  writeFileSync(join(folder, `${name}.txt`), `${list.join('\n')}\n${list.at(-1)?.split('\n')[0]}\n`)
  return makeRecording(
    folder,
    ...[
      '-f',
      'concat',
      '-safe',
      '0',
      '-i',
      `${name}.txt`,
      '-f',
      's16le',
      '-ar',
      String(rate),
      '-ac',
      '1',
      '-i',
      raw,
    ],
    ...[
      '-vf',
      'scale=320:180,fps=1',
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-g',
      '10',
      '-pix_fmt',
      'yuv420p',
    ],
    ...['-c:a', 'aac', '-b:a', '48k', '-shortest', `${name}.mp4`],
  )
}

const slideOf = ([title = '', ...lines]: readonly string[]): Buffer => scannedSheet(title, lines)
