import type { Statement, TalkPart } from '@async-events/core'
import { embedInline } from '../markdown/embed-markdown.ts'
import { escapeMarkdown } from '../markdown/escape-markdown.ts'
import type { Chapter } from './chapters.ts'
import { timeLink } from './time-link.ts'

export interface ChaptersInput {
  /** Each with its gist at the same place of `gists`. */
  parts: readonly TalkPart[]
  gists: readonly (Statement | null)[]
  /** Of the recording, for a talk without parts. */
  chapters: readonly Chapter[]
  video: string | null
  cite(passages: readonly number[]): string
  resolves(target: string): boolean
}

/** The parts of a talk as a list, each with time, title and gist; a chapter of the recording has no gist. */
export function writeChapters({ parts, gists, chapters, video, cite, resolves }: ChaptersInput): string {
  const shown = parts.length > 0 ? parts : chapters
  return shown
    .flatMap(({ start, title }, at) => {
      const gist = gists[at] ?? null
      const name = escapeMarkdown(title)
      if (name === '' && gist === null) return []
      const said = gist === null ? '' : `${embedInline(gist.text, resolves)} ${cite(gist.passages)}`.trim()
      const told = name !== '' && said !== '' ? `**${name}**: ${said}` : name || said
      return [`- ${timeLink(start, video)} ${told}`]
    })
    .join('\n')
}
