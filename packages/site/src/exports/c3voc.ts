import { writeTranscriptAs } from '@async-events/processors/captions'
import { pageNames } from '../facts/page-names.ts'
import { urnOf } from '../feeds/addresses.ts'
import { titleOf } from '../pages/talk-list.ts'
import type { SiteFile } from '../site-talk.ts'
import { writtenFile } from '../written-file.ts'
import { type ExportContext, type ExportTalk, pageOf } from './export-talk.ts'
import { threeLetters } from './three-letters.ts'

/** Body of `POST /api/events` of voctoweb. */
export interface VoctowebEvent {
  acronym: string
  event: {
    guid: string
    slug: string
    title: string
    description: string
    persons: string[]
    tags: string[]
    original_language: string
    date?: string
    link?: string
  }
}

/** Body of `POST /api/recordings`: `length` in seconds. */
export interface VoctowebRecording {
  guid: string
  recording: { filename: string; folder: string; mime_type: string; language: string; length?: number }
}

/** Where media.ccc.de has what a browser plays, by ending. */
const folders: Readonly<Record<string, { folder: string; mime_type: string }>> = {
  mp4: { folder: 'h264-hd', mime_type: 'video/mp4' },
  webm: { folder: 'webm-hd', mime_type: 'video/webm' },
  mp3: { folder: 'mp3', mime_type: 'audio/mpeg' },
  opus: { folder: 'opus', mime_type: 'audio/opus' },
}

const subtitles = [
  { format: 'vtt', mime_type: 'text/vtt' },
  { format: 'srt', mime_type: 'application/x-subrip' },
] as const

/**
 * What voctoweb, the software of media.ccc.de, takes: bodies for its API (public description: the README of `voc/voctoweb`), and
 * subtitles by its names, `<conference>-<number>-<language>-<Title>.vtt`.
 */
export function* c3vocFiles(talks: readonly ExportTalk[], context: ExportContext): Generator<SiteFile> {
  const [acronym = 'conference'] = pageNames([context.title])
  const events: VoctowebEvent[] = []
  const recordings: VoctowebRecording[] = []
  for (const talk of talks) {
    const { facts, lines } = talk
    const guid = urnOf(talk.id).slice('urn:uuid:'.length)
    const language = threeLetters(facts.spoken ?? facts.language)
    const words =
      titleOf(talk)
        .match(/[\p{L}\p{M}\p{N}]+/gu)
        ?.join('_') ?? 'talk'
    const slug = `${acronym}-${talk.number + 1}-${pageNames([titleOf(talk)])[0] ?? 'talk'}`
    const link = pageOf(talk, context)
    events.push({
      acronym,
      event: {
        ...{ guid, slug, title: titleOf(talk), description: facts.lead },
        persons: facts.speakers.map(({ name }) => name),
        tags: [
          acronym,
          ...(facts.track === '' ? [] : [facts.track]),
          ...(facts.day === '' ? [] : [facts.day]),
        ],
        original_language: language,
        ...(/^\d{4}-\d\d-\d\d$/.test(facts.day) && {
          date: facts.start === '' ? facts.day : `${facts.day}T${facts.start}`,
        }),
        ...(link !== null && { link }),
      },
    })
    const media = facts.recording?.media ?? null
    const length = facts.recording?.duration ?? null
    const stated = length === null ? {} : { length: Math.round(length) }
    const ending =
      media === null ? '' : (/\.([a-z0-9]+)$/i.exec(new URL(media).pathname)?.[1]?.toLowerCase() ?? '')
    const kind = folders[ending]
    if (media !== null && kind !== undefined) {
      const filename = decodedName(media)
      recordings.push({ guid, recording: { filename, ...kind, language, ...stated } })
    }
    if (lines.length === 0) continue
    const stem = `${acronym}-${talk.number + 1}-${language}-${cutBytes(words)}`
    for (const { format, mime_type } of subtitles) {
      const filename = `${stem}.${format}`
      recordings.push({ guid, recording: { filename, folder: 'subtitles', mime_type, language, ...stated } })
      yield writtenFile(`subtitles/${filename}`, writeTranscriptAs(format, lines, facts.spoken))
    }
  }
  yield writtenFile('events.json', pretty(events))
  yield writtenFile('recordings.json', pretty(recordings))
}

export const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** File systems have names of 255 bytes. */
const cutBytes = (name: string): string => {
  let cut = ''
  for (const letter of name) if (Buffer.byteLength(cut + letter) <= 150) cut += letter
  return cut
}

function decodedName(url: string): string {
  const name = new URL(url).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(name).replace(/[/\\]/g, '_')
  } catch {
    return name
  }
}
