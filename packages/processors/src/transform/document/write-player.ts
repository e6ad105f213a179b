import { escapeMarkdown } from '../markdown/escape-markdown.ts'
import { safeUrl } from '../markdown/safe-url.ts'
import { clock } from './time-link.ts'
import type { Wording } from './wording/wording.ts'
import { say } from './wording/wording-of.ts'

export interface PlayerInput {
  /** Where people watch it: the page of a video site rather than the media file. */
  video: string | null
  kind: 'video' | 'audio'
  title: string
  /** Link to a picture in the archive. */
  poster: string | null
  /** Seconds. */
  duration: number | null
  words: Wording
}

/** A player for every viewer: the poster as a link, and below it a link with the duration. */
export function writePlayer({ video, kind, title, poster, duration, words }: PlayerInput): string {
  const target = video === null ? null : safeUrl(video)
  if (target === null) return ''
  const alt = escapeMarkdown(say(words.watch, { title }))
  const picture = poster === null ? '' : `[![${alt}](${poster})](${target})\n\n`
  const label = kind === 'audio' ? words.listenLink : words.watchLink
  const long = duration === null || duration < 1 ? '' : ` (${clock(Math.round(duration))})`
  return `${picture}[${label}](${target})${long}`
}
