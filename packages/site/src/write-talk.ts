import { writeTranscriptAs } from '@async-events/processors/captions'
import type { PageTalk } from './conference.ts'
import type { TalkTopics } from './connections/talk-topics.ts'
import { cutSection } from './document/cut-section.ts'
import { elementsIn, textOf } from './document/elements-in.ts'
import { placeDocument } from './document/place-document.ts'
import { readDocument } from './document/read-document.ts'
import { timeOfLink } from './document/time-of-link.ts'
import { transcriptHeading } from './document/transcript-heading.ts'
import { pathInArchive } from './facts/path-in-archive.ts'
import { type Line, lineAt } from './facts/read-segments.ts'
import { oneLine } from './facts/safe-values.ts'
import { chaptersOf, slidesOf } from './facts/talk-parts.ts'
import type { Root } from './html-tree.ts'
import { linesOf } from './lines-of.ts'
import { linkTo } from './pages/links.ts'
import { talkPage } from './pages/talk-page.ts'
import type { SiteContext } from './pages/write-page.ts'
import { type Passages, textOfPassages } from './search/passages.ts'
import type { SearchIndex } from './search/search-index.ts'
import { indexLanguage } from './search/stemmers.ts'
import type { SiteFile, TalkContent } from './site-talk.ts'
import { filesOfTalk, folderOf } from './talk-files.ts'
import { writtenFile } from './written-file.ts'

export interface TalkDeps {
  context: SiteContext
  index: SearchIndex
  topics: TalkTopics
  /** Path in the site for that of another document of the conference. */
  pageOf(document: string): string | null
}

/** The files of one talk: its page, what the page shows, and its texts for the search, which are added to the index. */
export async function* writeTalk(
  talk: PageTalk,
  content: TalkContent,
  { context, index, topics, pageOf }: TalkDeps,
): AsyncGenerator<SiteFile, void, void> {
  const files = filesOfTalk(talk, content.files)
  const lines = await linesOf(content)
  const document = documentOf(talk, content, { lines, files, pageOf, context })
  const shifted = shiftedCaptions(talk, lines)
  const { vtt = null, srt = null, segments = null } = content.transcript ?? {}
  const pathOf = (path: string | null): string | null =>
    path === null ? null : (files.get(path)?.path ?? null)
  const media = [...files.values()].find(({ ref }) => /^(?:audio|video)\//.test(ref.media_type))
  const captions = shifted?.path ?? pathOf(vtt)
  const downloads = [
    { label: 'Markdown', path: pathOf(talk.document) },
    { label: 'WebVTT', path: pathOf(vtt) },
    { label: 'SRT', path: pathOf(srt) },
    { label: 'JSON', path: pathOf(segments) },
  ]
  const page = talkPage(
    talk,
    {
      document,
      lines,
      chapters: chaptersOf(content.structured),
      slides: slidesOf(content.structured),
      captions,
      media: media
        ? { path: media.path, kind: /^video/.test(media.ref.media_type) ? 'video' : 'audio' }
        : null,
      downloads: downloads.flatMap(({ label, path }) => (path === null ? [] : [{ label, path }])),
      fileOf: pathOf,
      topics: topics.of(talk.number),
    },
    context,
  )
  const passages = passagesOf(talk, document, lines)
  for (const [language, texts] of Object.entries(passages)) {
    await index.add(talk.number, language, {
      title: talk.facts.title,
      names: talk.facts.speakers.map(({ name }) => name).join('\n'),
      text: textOfPassages(texts),
    })
  }
  yield writtenFile(talk.page, page)
  yield writtenFile(`search/talks/${talk.number}.json`, JSON.stringify(passages))
  if (shifted !== null) yield shifted
  yield* files.values()
}

function documentOf(
  talk: PageTalk,
  { markdown, structured }: TalkContent,
  {
    lines,
    files,
    pageOf,
    context,
  }: Pick<TalkDeps, 'context' | 'pageOf'> & { lines: readonly Line[]; files: ReadonlyMap<string, SiteFile> },
): Root {
  const root = readDocument(markdown)
  const transcript = lines.length > 0 ? transcriptHeading(structured, lines) : null
  if (transcript !== null) cutSection(root, (text) => oneLine(text) === transcript)
  placeDocument(root, {
    words: context.words,
    fileOf: (link) => {
      const path = pathInArchive(talk.document, link)
      const target = path === null ? null : (files.get(path)?.path ?? pageOf(path))
      return target === null ? null : linkTo(talk.page, target)
    },
    timeOf: (text, address) => timeOfLink(text, address, talk.facts.recording?.address ?? null),
    anchorOf: (seconds) => {
      const line = lineAt(lines, seconds)
      return line === null ? null : `#${line.anchor}`
    },
  })
  return root
}

/** Captions count from the start of the talk, and a player from that of the recording. */
function shiftedCaptions(talk: PageTalk, lines: readonly Line[]): SiteFile | null {
  const from = talk.facts.recording?.from ?? 0
  if (from === 0 || lines.length === 0) return null
  const shifted = lines.map(({ start, end, text, speaker }) => ({
    start: start + from,
    end: end + from,
    text,
    speaker,
  }))
  return writtenFile(`${folderOf(talk)}/captions.vtt`, writeTranscriptAs('vtt', shifted, talk.facts.spoken))
}

const blocks = new Set(['p', 'li', 'h2', 'h3', 'h4', 'h5', 'h6', 'td', 'th', 'dt', 'dd', 'pre'])

/** What was said, in its language, and what the document says, in its own. */
function passagesOf(talk: PageTalk, document: Root, lines: readonly Line[]): Passages {
  const { facts } = talk
  const passages: Passages = {}
  const add = (language: string | null, text: string, anchor: string | null): void => {
    if (text === '') return
    const of = indexLanguage(language)
    const list = passages[of] ?? []
    passages[of] = list
    list.push([text, anchor])
  }
  for (const { text, anchor } of lines) add(facts.spoken, text, anchor)
  const said = new Set(lines.map(({ text }) => text))
  for (const element of elementsIn(document)) {
    const holdsBlock = [...elementsIn(element)].some(({ tagName }) => blocks.has(tagName))
    const text = blocks.has(element.tagName) && !holdsBlock ? oneLine(textOf(element)) : ''
    if (!said.has(text)) add(facts.language, text, null)
  }
  if (Object.keys(passages).length === 0) add(facts.language, facts.title, null)
  return passages
}
