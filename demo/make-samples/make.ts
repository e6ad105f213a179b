/**
 * Makes every binary file of the sample conference anew, with the texts and times beside them:
 *
 *     node demo/make-samples/make.ts
 *
 * Neither the demo nor a test runs it: its results are in the repository. It needs pdfkit (a development dependency
 * of this package) and, of Debian, the packages `ffmpeg`, `flite`, `espeak-ng`, `poppler-utils`, `fonts-lato` and
 * `fonts-dejavu-core`. The same versions of these give the same bytes.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inTwoLines, writeVtt } from './captions.ts'
import { type Deck, drawDeck } from './deck.ts'
import { ledgerPages } from './ledger.ts'
import { scanPages } from './ledger-scan.ts'
import { marshSensorsDeck } from './marsh-sensors-deck.ts'
import { mooreVernaessenDeck } from './moore-vernaessen-deck.ts'
import { reedBedsDeck } from './reed-beds-deck.ts'
import { runProgram } from './run-program.ts'
import { framesPerSecond, makeSlideVideo } from './slide-video.ts'
import { speak, type Voice, wavOf } from './speak.ts'
import { countingHerons, marshSensors, mooreVernaessen } from './talks.ts'

const conference = fileURLToPath(new URL('../sample-conference', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'make-samples-'))
const place = (path: string): string => join(conference, path)
const grid = 1 / framesPerSecond
const size = { width: 854, height: 480 }

try {
  for (const name of ['video', 'audio', 'slides', 'canary']) await mkdir(place(name), { recursive: true })
  await writeDeck('reed-beds', await reedBedsDeck(folder))
  await makeMarshSensors()
  await makeCountingHerons()
  await makeMooreVernaessen()
  await makeLedger()
  await makeDisguisedPlaylist()
} finally {
  await rm(folder, { recursive: true })
}

async function writeDeck(name: string, deck: Deck): Promise<string> {
  const file = place(`slides/${name}.pdf`)
  await writeFile(file, await drawDeck(deck))
  return file
}

async function makeMarshSensors(): Promise<void> {
  const deck = await marshSensorsDeck(folder)
  const pdf = await writeDeck('marsh-sensors', deck)
  const voice: Voice = { engine: 'flite', name: 'rms', stretch: 1.05, rate: 16_000 }
  const pause = (index: number): number => (index < 0 ? 0.6 : 1.2)
  const speech = speak({ voice, texts: marshSensors, pause, grid, folder })
  // A slide appears half a second before its text, as a speaker presses the key first.
  const starts = speech.parts.map(({ start }, index) => (index === 0 ? 0 : Number((start - 0.6).toFixed(1))))
  const out = place('video/marsh-sensors.mp4')
  makeSlideVideo({ pdf, starts, speech, language: 'eng', title: deck.title, ...size, folder, out })
  await writeFile(place('video/marsh-sensors.words.txt'), `${marshSensors.join('\n')}\n`)
  const times = starts.map((start, index) => ({ page: index + 1, start }))
  await writeFile(place('video/marsh-sensors.times.json'), `${JSON.stringify(times, null, 2)}\n`)
}

async function makeCountingHerons(): Promise<void> {
  const voice: Voice = { engine: 'flite', name: 'awb', stretch: 1.15, rate: 16_000 }
  const speech = speak({ voice, texts: countingHerons, pause: () => 0.8, grid: 0.1, folder })
  await writeFile(join(folder, 'sound.wav'), wavOf(speech))
  runProgram('ffmpeg', [
    ...['-v', 'error', '-y', '-i', join(folder, 'sound.wav'), '-c:a', 'libopus', '-b:a', '32k'],
    ...['-application', 'voip', '-metadata', 'title=Counting herons with a hundred cheap cameras'],
    ...['-metadata', 'artist=Tomas Bergkvist', '-fflags', '+bitexact', '-flags:a', '+bitexact'],
    place('audio/counting-herons.ogg'),
  ])
  await writeFile(place('audio/counting-herons.words.txt'), `${countingHerons.join('\n')}\n`)
}

/** German, with captions beside it, so that a transcript needs no German engine. */
async function makeMooreVernaessen(): Promise<void> {
  const deck = await mooreVernaessenDeck(folder)
  const pdf = await writeDeck('moore-vernaessen', deck)
  const voice: Voice = { engine: 'espeak-ng', name: 'de', stretch: 1.1, rate: 22_050 }
  const sentences = mooreVernaessen.flat()
  const lastOf = mooreVernaessen.map((_, slide) => mooreVernaessen.slice(0, slide + 1).flat().length - 1)
  const pause = (index: number): number => (lastOf.includes(index) ? 1.2 : 0.5)
  const speech = speak({ voice, texts: sentences, pause, grid, folder })
  const starts = mooreVernaessen.map((_, slide) => {
    const first = speech.parts[slide === 0 ? 0 : (lastOf[slide - 1] ?? 0) + 1]
    return slide === 0 ? 0 : Number(((first?.start ?? 0) - 0.6).toFixed(1))
  })
  const chapters = deck.slides.map(({ title }) => title)
  const out = place('video/moore-vernaessen.mp4')
  makeSlideVideo({ pdf, starts, speech, language: 'deu', title: deck.title, chapters, ...size, folder, out })
  const cues = speech.parts.map((part, index) => ({ ...part, text: inTwoLines(sentences[index] ?? '') }))
  await writeFile(place('video/moore-vernaessen.vtt'), writeVtt(cues))
  await writeFile(
    place('video/moore-vernaessen.words.txt'),
    `${mooreVernaessen.map((texts) => texts.join(' ')).join('\n')}\n`,
  )
  const times = starts.map((start, index) => ({ page: index + 1, start }))
  await writeFile(place('video/moore-vernaessen.times.json'), `${JSON.stringify(times, null, 2)}\n`)
}

async function makeLedger(): Promise<void> {
  const scan = await scanPages({
    title: 'The ledger of three ditches',
    author: 'Rosa Lindqvist',
    date: new Date('2026-06-09T19:30:00Z'),
    pages: ledgerPages,
    askew: [0.7, -0.9],
    folder,
  })
  await writeFile(place('slides/rewetting-costs.pdf'), scan)
  const text = ledgerPages.map((lines) => lines.join('\n').replace(/^# /gm, '')).join('\n\f')
  await writeFile(place('slides/rewetting-costs.words.txt'), `${text}\n`)
}

/**
 * No service may open the files of this playlist. The first exists and could be played; the sample server replaces
 * `{origin}` by its address.
 */
async function makeDisguisedPlaylist(): Promise<void> {
  runProgram('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'sine=frequency=440:duration=2:sample_rate=16000'],
    ...['-c:a', 'aac', '-b:a', '16k', '-fflags', '+bitexact', '-flags:a', '+bitexact', '-f', 'mpegts'],
    place('canary/segment-0.ts'),
  ])
  const playlist = [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    '#EXT-X-TARGETDURATION:2',
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXTINF:2.0,',
    '{origin}/canary/segment-0.ts',
    // As a segment ffmpeg would refuse it by its extension, before opening any other.
    '#EXT-X-KEY:METHOD=AES-128,URI="file:///etc/hostname"',
    '#EXTINF:2.0,',
    '{origin}/canary/segment-0.ts',
    '#EXT-X-ENDLIST',
    '',
  ]
  await writeFile(place('video/listening-to-dykes.mp4'), playlist.join('\n'))
}
