import type { Passage, TalkPart, TextField, TextModelAnswer } from '@async-events/core'
import { escapeMarkdown } from '../markdown/escape-markdown.ts'
import { linkTo, nameOfUrl } from '../markdown/link-to.ts'
import { safeUrl } from '../markdown/safe-url.ts'
import type { BlockName } from '../template/template.ts'
import { block, list, markdown, outline, plain, type Value, type Values } from '../template/value.ts'
import type { Chapter } from './chapters.ts'
import { citePassages } from './cite-passages.ts'
import { collectLinks, shownUrl } from './collect-links.ts'
import type { ContextName } from './context-names.ts'

import type { Engines } from './engines-of.ts'
import { namedFacts } from './named-facts.ts'
import type { Params, Sources } from './read-sources.ts'
import type { SessionFacts } from './session-facts.ts'
import { weekdayOf } from './session-times.ts'
import { showEvidence } from './show-evidence.ts'
import type { ShownSlides } from './show-slides.ts'
import { isSlideTarget } from './slide-targets.ts'
import { slideMarkdown } from './slide-text.ts'
import { clock } from './time-link.ts'
import { captionsEngine, correctedEngine } from './transcript-engines.ts'
import { say, wordingOf } from './wording/wording-of.ts'
import { writeChapters } from './write-chapters.ts'
import { writeNotice } from './write-notice.ts'
import { writePlayer } from './write-player.ts'
import { slideName, writeSlides } from './write-slides.ts'
import type { Transcript } from './write-transcript.ts'

export interface DocumentInput {
  params: Params
  sources: Sources
  facts: SessionFacts
  slides: ShownSlides
  transcript: Transcript | null
  /** Whether what was said may be quoted. */
  trusted: boolean
  /** What the fields can rest on. */
  passages: readonly Passage[]
  /** Of the talk; empty without a transcript that can be trusted. */
  parts: readonly TalkPart[]
  chapters: readonly Chapter[]
  /** Seconds of the recording. */
  duration: number | null
  /** As detected; null when unknown. */
  sourceLanguage: string | null
  /** Of the recording. */
  spokenLanguage: string
  /** Of the template's headings. */
  headingLanguage: string
  engines: Engines
  /** Of the template, in its order. */
  fields: readonly TextField[]
  /** Null without sources or fields. */
  answer: TextModelAnswer | null
  /** The language of the document. */
  language: string
  /** Failed parts, one line each. */
  failures: readonly string[]
  /** False when the recording is gone from its URL. */
  watchable: boolean
}

/** All values for `{{name}}` of a template, with the fields filled by the text model. */
export function documentValues(input: DocumentInput): Values {
  const evidence = new Map(Object.entries(input.answer?.evidence ?? {}))
  const fields = Object.entries(input.answer?.values ?? {}).map(
    ([name, text]) => [name, markdown(showEvidence(text, evidence.get(name) ?? [], citeIn(input)))] as const,
  )
  return new Map<string, Value>([
    ...extraValues(input.params),
    ...Object.entries(contextValues(input)),
    ...fields,
  ])
}

const citeIn =
  ({ passages, slides, facts, headingLanguage }: DocumentInput) =>
  (cited: readonly number[]): string =>
    citePassages(cited, {
      passages,
      slides: slides.slides,
      video: facts.video,
      words: wordingOf(headingLanguage),
    })

/** The blocks for `{name}`. */
export function documentBlocks(input: DocumentInput): Record<BlockName, Value> {
  const { params, facts, slides, sources, transcript, duration, spokenLanguage } = input
  const words = wordingOf(input.headingLanguage)
  return {
    slides: outline(
      writeSlides({
        ...slides,
        files: sources.pdfs.map(({ pdf }) => ({ title: pdf.title ?? nameOfUrl(pdf.url), url: pdf.url })),
        cues: transcript?.cues ?? [],
        language: spokenLanguage,
        video: facts.video,
        words,
      }),
    ),
    videoplayer: block(
      writePlayer({
        video: input.watchable ? facts.video : null,
        kind: sources.video?.kind ?? 'video',
        title: params.session,
        poster: slides.poster,
        duration,
        words,
      }),
    ),
  }
}

function contextValues(input: DocumentInput): Record<ContextName, Value> {
  const { params, facts, sources, chapters, duration } = input
  const { page } = sources
  const named = namedFacts(params, page)
  const transcript = transcriptValue(input)
  const slides = facts.attachments.filter((one) => one.slides).map((one) => one.url)
  return {
    attachment_links: block(
      facts.attachments.map(({ url, title }) => linkTo(title || nameOfUrl(url), url)).join(', '),
    ),
    attachments_url: list(facts.attachments.map(({ url }) => url)),
    byline: block(byline(input)),
    chapters: block(
      writeChapters({
        parts: input.parts,
        gists: input.answer?.gists ?? [],
        chapters,
        video: facts.video,
        cite: citeIn(input),
        resolves: isSlideTarget,
      }),
    ),
    day: plain(facts.day),
    description: plain(page?.description),
    duration: plain(duration === null ? '' : clock(Math.round(duration))),
    endtime: plain(facts.endtime),
    engines: { kind: 'map', entries: { ...input.engines } },
    event: plain(named.event),
    failures: block(input.failures.map(escapeMarkdown).join('\n\n')),
    filename: plain(params.filename),
    keywords: list(named.keywords),
    language: plain(input.language),
    licence: licenceValue(named.licence),
    links: block(links(input)),
    notice: block(writeNotice({ ...input, targetLanguage: params.target_language })),
    page_link: block(pageLink(params.url, page?.url ?? null)),
    room: plain(named.room),
    session: plain(params.session),
    session_duration: plain(minutes(named.duration, input.headingLanguage)),
    session_language: plain(languageName(named.language, input.headingLanguage)),
    slides_text: block(slidesText(input)),
    slides_url: list(slides),
    source_language: plain(input.sourceLanguage),
    speaker_links: block(facts.speakers.map(({ name, url }) => linkTo(name, url)).join(', ')),
    speakers: list(facts.speakers.map(({ name }) => name)),
    speakers_image_url: list(params.speakers_image_url ?? []),
    speakers_url: list(facts.speakers.flatMap(({ url }) => url ?? [])),
    starttime: plain(facts.starttime),
    target: plain(params.target),
    target_language: plain(params.target_language),
    text: markdown(withoutTitle(sources.text, params.session)),
    track: plain(named.track),
    transcript,
    url: plain(params.url),
    video_end: plain(sources.range?.end == null ? '' : clock(Math.round(sources.range.end))),
    video_link: block(facts.video === null ? '' : linkTo(nameOfUrl(facts.video), facts.video)),
    video_start: plain(sources.range === null ? '' : clock(Math.round(sources.range.start))),
    video_transcript: transcript,
    video_url: plain(facts.video),
    weekday: plain(weekdayOf(facts.day, input.headingLanguage)),
  }
}

/** `extra.<name>` always, `<name>` where it is not a name of ours. */
function extraValues(params: Params): [string, Value][] {
  return Object.entries(params.extra ?? {}).flatMap(([name, given]): [string, Value][] => {
    const value = extraValue(given)
    return [
      [name, value],
      [`extra.${name}`, value],
    ]
  })
}

function extraValue(given: unknown): Value {
  if (Array.isArray(given)) return list(given.filter((item) => typeof item !== 'object').map(String))
  return plain(given === null || typeof given === 'object' ? '' : String(given))
}

function byline({ params, facts, sources, headingLanguage }: DocumentInput): string {
  const { event, track, room } = namedFacts(params, sources.page)
  const times = [facts.starttime, facts.endtime].filter(Boolean).join('–')
  const when = [weekdayOf(facts.day, headingLanguage), times].filter(Boolean).join(' ')
  const parts = [facts.speakers.map(({ name }) => name).join(', '), event, track, when, room ?? '']
  return [...new Set(parts)]
    .map(escapeMarkdown)
    .filter((part) => part !== '')
    .join(' · ')
}

function licenceValue(licence: string | null): Value {
  return licence !== null && safeUrl(licence) !== null
    ? block(linkTo(shownUrl(licence), licence))
    : plain(licence)
}

function minutes(count: number | null, language: string): string {
  if (count === null) return ''
  return new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(count)
}

/** Its name in the language of the template: `Niederländisch`. */
function languageName(tag: string | null, language: string): string {
  if (tag === null) return ''
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** Whose talk it is, where nothing says who speaks: somebody else may have opened the session. */
const onlySpeaker = ({ cues }: Transcript, { speakers }: SessionFacts): string[] =>
  cues.length > 0 && speakers.length === 1 && cues.every(({ speaker, turn }) => speaker === null && !turn)
    ? speakers.map(({ name }) => `**${escapeMarkdown(name)}**`)
    : []

const lineOf = (parts: readonly string[]) =>
  parts.length === 0 ? [] : [{ heading: null, body: parts.join(' · ') }]

/** The first line names the only speaker, and the engine, or captions; it says how many names were mended. */
function transcriptValue({ transcript, engines, facts, headingLanguage, sources }: DocumentInput): Value {
  if (transcript === null) return outline([])
  const words = wordingOf(headingLanguage)
  const engine = engines.transcript
  const who = onlySpeaker(transcript, facts)
  if (engine === undefined) return outline([...lineOf(who), ...transcript.parts])
  const notes: ReadonlyMap<string, string> = new Map([
    [captionsEngine, words.captions],
    [correctedEngine, words.corrected],
  ])
  const note = notes.get(engine) ?? say(words.heard, { engine: escapeMarkdown(engine) })
  const count = sources.audio?.mended.count ?? 0
  const mended = count > 0 ? ` ${say(words.mended, { count: String(count) })}` : ''
  return outline([...lineOf([...who, `*${note}${mended}*`]), ...transcript.parts])
}

function pageLink(given: string, resolved: string | null): string {
  // An uploaded file has no URL.
  const url = [given, resolved ?? ''].find((one) => safeUrl(one) !== null)
  return url === undefined ? '' : linkTo(shownUrl(url), url)
}

function links({ sources, slides, facts, params }: DocumentInput): string {
  return collectLinks(sources, slides.slides, facts, params.url)
    .map(({ url, title }) => `- ${linkTo(title, url)}`)
    .join('\n')
}

function slidesText({ slides, headingLanguage }: DocumentInput): string {
  const words = wordingOf(headingLanguage)
  return slides.slides
    .map((slide) => ({ name: slideName(slide, words), text: slideMarkdown(slide) }))
    .filter(({ text }) => text !== '')
    .map(({ name, text }) => `**${escapeMarkdown(name)}**\n\n${text}`)
    .join('\n\n')
}

/** The document has its title already; pages repeat it as the first heading. */
function withoutTitle(text: string, session: string): string {
  const end = text.indexOf('\n')
  const first = end === -1 ? '' : text.slice(0, end)
  const same = /^#{1,6}[ \t]/.test(first) && letters(first) === letters(session)
  return same ? text.slice(end).replace(/^\n+/, '') : text
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
