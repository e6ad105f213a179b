import { writeTranscriptAs } from '@async-events/processors/captions'
import { clock } from '../facts/clock.ts'
import { oneLine } from '../facts/safe-values.ts'
import type { Chapter } from '../facts/talk-parts.ts'
import { titleOf } from '../pages/talk-list.ts'
import type { SiteFile } from '../site-talk.ts'
import { writtenFile } from '../written-file.ts'
import { cutText } from './cut-text.ts'
import { type ExportContext, type ExportTalk, pageOf } from './export-talk.ts'

/** Of a title, letters; of a description, bytes. */
const [titleLetters, descriptionBytes] = [100, 5000]
const [leastChapters, leastSeconds] = [3, 10]

/**
 * What the upload page of YouTube takes for each talk: title, description with chapters, and captions named by their language.
 * Neither title nor description may have angle brackets.
 */
export function* youtubeFiles(talks: readonly ExportTalk[], context: ExportContext): Generator<SiteFile> {
  for (const talk of talks) {
    const folder = folderOf(talk)
    yield writtenFile(`${folder}/title.txt`, `${cutText(plain(titleOf(talk)), titleLetters)}\n`)
    yield writtenFile(`${folder}/description.txt`, description(talk, context))
    yield* captionsOf(talk, folder)
  }
}

/** A folder for each talk, as its page is named. */
export const folderOf = ({ page }: ExportTalk): string => page.replace(/^talks\/(.*)\.html$/, '$1')

/** `captions.de.vtt` and `captions.de.srt`: the language is in the name, as programs that upload read it. */
export function* captionsOf({ lines, facts }: ExportTalk, folder: string): Generator<SiteFile> {
  if (lines.length === 0) return
  for (const format of ['vtt', 'srt'] as const)
    yield writtenFile(
      `${folder}/captions.${facts.spoken ?? 'und'}.${format}`,
      writeTranscriptAs(format, lines, facts.spoken),
    )
}

/**
 * Chapters by the rules of YouTube: the first at 0:00, at least three, each of ten seconds or more; none where that cannot be.
 *
 * @param beginning name of what comes before the first chapter
 * @param duration of the talk, in seconds
 */
export function youtubeChapters(
  chapters: readonly Chapter[],
  { beginning, duration }: { beginning: string; duration: number | null },
): Chapter[] {
  const kept: Chapter[] = []
  for (const { start, title } of chapters.toSorted((a, b) => a.start - b.start)) {
    const whole = Math.floor(start)
    const last = kept.at(-1)
    if (last === undefined) {
      if (whole < leastSeconds) kept.push({ start: 0, title })
      else kept.push({ start: 0, title: beginning }, { start: whole, title })
    } else if (whole - last.start >= leastSeconds) kept.push({ start: whole, title })
  }
  while (duration !== null && kept.length > 0 && duration - (kept.at(-1)?.start ?? 0) < leastSeconds)
    kept.pop()
  return kept.length < leastChapters ? [] : kept
}

function description(talk: ExportTalk, context: ExportContext): string {
  const { facts, chapters } = talk
  const page = pageOf(talk, context)
  const times = youtubeChapters(chapters, {
    beginning: titleOf(talk),
    duration: facts.recording?.duration ?? null,
  }).map(({ start, title }) => `${clock(start)} ${cutText(plain(title), titleLetters)}`)
  const about = [facts.speakers.map(({ name }) => name).join(', '), context.title, facts.day]
  const parts = [
    about
      .filter((part) => part !== '')
      .map(plain)
      .join(' · '),
    ...(page === null ? [] : [page]),
    ...(times.length === 0 ? [] : [times.join('\n')]),
  ]
  const rest = parts.filter((part) => part !== '').join('\n\n')
  const lead = cutText(
    plain(facts.lead),
    Math.max(1, Math.floor((descriptionBytes - Buffer.byteLength(rest) - 4) / 4)),
  )
  return `${[lead, rest].filter((part) => part !== '').join('\n\n')}\n`
}

const plain = (text: string): string => oneLine(text.replaceAll('<', '‹').replaceAll('>', '›'))
