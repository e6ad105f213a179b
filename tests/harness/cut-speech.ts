import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sampleFolder } from '@async-events/demo/sample-server'

/** A passage of speech; seconds. */
export interface Spoken {
  start: number
  end: number
  text: string
}

type Language = 'de' | 'en'
const nameOf: Readonly<Record<Language, string>> = { de: 'moore-vernaessen', en: 'marsh-sensors' }
const sample = (name: string): string => join(sampleFolder, 'video', name)

/** Of one or two slides each, of the talks of the sample conference; seconds. */
const windows: Readonly<Record<Language, readonly (readonly [from: number, to: number])[]>> = {
  de: [
    [0, 24.8],
    [13.4, 40],
    [24.8, 52],
  ],
  en: [
    [0, 12.6],
    [25.8, 43],
    [43, 68],
  ],
}

/** The stretches of a language as MP4, with sound and picture, in `folder`. */
export async function cutSpeech(language: Language, folder: string): Promise<Buffer[]> {
  return windows[language].map(([from, to], at) => {
    const file = join(folder, `${language}-${at}.mp4`)
    const args = [
      ...['-v', 'error', '-nostdin', '-y', '-ss', String(from), '-t', String(to - from)],
      ...[
        '-i',
        sample(`${nameOf[language]}.mp4`),
        '-map',
        '0:v:0',
        '-map',
        '0:a:0',
        '-map_chapters',
        '-1',
        '-vf',
        'fps=5',
      ],
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-g', '25', '-pix_fmt', 'yuv420p'],
      ...['-c:a', 'aac', '-b:a', '48k', '-movflags', '+faststart', file],
    ]
    const { status, stderr } = spawnSync('ffmpeg', args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`ffmpeg: ${stderr}`)
    return readFileSync(file)
  })
}

/** What is said in a stretch, by its own time. */
export function spokenIn(language: Language, window: number): Spoken[] {
  const [from, to] = windows[language][window] ?? [0, 0]
  return (language === 'de' ? german() : english())
    .filter(({ start, end }) => start >= from && end <= to)
    .map(({ start, end, text }) => ({ start: rounded(start - from), end: rounded(end - from), text }))
}

const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000

/** From the captions of the recording. */
function german(): Spoken[] {
  const seconds = (time: string): number => {
    const [hours = 0, minutes = 0, rest = 0] = time.split(':').map(Number)
    return hours * 3600 + minutes * 60 + rest
  }
  return readFileSync(sample('moore-vernaessen.vtt'), 'utf8')
    .split('\n\n')
    .flatMap((cue) => {
      const [, start = '', end = '', text = ''] = /^(\S+) --> (\S+)\n([\s\S]+)$/.exec(cue.trim()) ?? []
      return text === ''
        ? []
        : [{ start: seconds(start), end: seconds(end), text: text.replaceAll('\n', ' ') }]
    })
}

/** A passage for each slide, as long as the slide is shown; its sentences in proportion to their letters. */
function english(): Spoken[] {
  const texts = readFileSync(sample('marsh-sensors.words.txt'), 'utf8').trim().split('\n')
  const times: { start: number }[] = JSON.parse(readFileSync(sample('marsh-sensors.times.json'), 'utf8'))
  return texts.flatMap((text, at) => {
    const [from, to] = [times[at]?.start ?? 0, (times[at + 1]?.start ?? 68) - 0.8]
    const sentences = text.split(/(?<=[.!?]) /)
    let letters = 0
    return sentences.map((sentence) => {
      const start = from + ((to - from) * letters) / text.length
      letters += sentence.length + 1
      const end = from + ((to - from) * Math.min(letters, text.length)) / text.length
      return { start: rounded(start), end: rounded(end), text: sentence }
    })
  })
}
