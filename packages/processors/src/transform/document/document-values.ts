import type { StepContext, TextField, TextModelAnswer } from '@async-events/core'
import { escapeMarkdown, oneLine } from '../markdown/escape-markdown.ts'
import { linkTo, nameOfUrl } from '../markdown/link-to.ts'
import { safeUrl } from '../markdown/safe-url.ts'
import { block, list, markdown, plain, type Value, type Values } from '../template/value.ts'
import type { ContextName } from './context-names.ts'
import type { Params, Sources } from './read-sources.ts'
import type { SessionFacts } from './session-facts.ts'
import { weekdayOf } from './session-times.ts'
import { wordingOf } from './wording.ts'
import type { Transcript } from './write-transcript.ts'

export interface DocumentInput {
  params: Params
  sources: Sources
  facts: SessionFacts
  transcript: Transcript | null
  /** As detected; null when nothing was there to detect it from. */
  sourceLanguage: string | null
  /** Of the template's headings. */
  headingLanguage: string
  engine: string
  /** Of the template, in its order. */
  fields: readonly TextField[]
  /** Null when there was nothing to write about. */
  answer: TextModelAnswer | null
  /** The language that the document is written in. */
  language: string
  failed: StepContext['inputs']
}

/** Everything a template may insert, with the fields that the text model filled. */
export function documentValues(input: DocumentInput): Values {
  const fields = Object.entries(input.answer?.values ?? {}).map(
    ([name, text]) => [name, markdown(text)] as const,
  )
  return new Map<string, Value>([
    ...extraValues(input.params),
    ...Object.entries(contextValues(input)),
    ...fields,
  ])
}

function contextValues(input: DocumentInput): Record<ContextName, Value> {
  const { params, facts, sources } = input
  const { page } = sources
  const slides = facts.attachments.filter((one) => one.slides).map((one) => one.url)
  return {
    attachment_links: block(
      facts.attachments.map(({ url, title }) => linkTo(title || nameOfUrl(url), url)).join(', '),
    ),
    attachments_url: list(facts.attachments.map(({ url }) => url)),
    byline: block(byline(input)),
    day: plain(facts.day),
    description: plain(page?.description),
    endtime: plain(facts.endtime),
    engines: { kind: 'map', entries: wasWritten(input) ? { text: input.engine } : {} },
    event: plain(params.event),
    failures: block(failures(input)),
    filename: plain(params.filename),
    keywords: list(page?.keywords ?? []),
    language: plain(input.language),
    licence: plain(page?.licence),
    links: block(links(input)),
    notice: block(notice(input)),
    page_link: block(pageLink(params.url, page?.url ?? null)),
    room: plain(page?.room),
    session: plain(params.session),
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
    track: plain(params.track),
    transcript: block(input.transcript?.markdown ?? ''),
    url: plain(params.url),
    video_link: block(facts.video === null ? '' : linkTo(nameOfUrl(facts.video), facts.video)),
    video_transcript: block(input.transcript?.markdown ?? ''),
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

function byline({ params, facts, headingLanguage }: DocumentInput): string {
  const times = [facts.starttime, facts.endtime].filter(Boolean).join('–')
  const when = [weekdayOf(facts.day, headingLanguage), times].filter(Boolean).join(' ')
  return [facts.speakers.map(({ name }) => name).join(', '), params.event, params.track, when]
    .map(escapeMarkdown)
    .filter((part) => part !== '')
    .join(' · ')
}

const wasWritten = ({ answer }: DocumentInput): boolean =>
  Object.values(answer?.values ?? {}).some((text) => text.trim() !== '')

function notice(input: DocumentInput): string {
  if (!wasWritten(input)) return ''
  const { headingLanguage, engine, params } = input
  const words = wordingOf(headingLanguage)
  const place = (name: string) => Object.keys(words.fields).indexOf(name)
  const names = input.fields
    .filter(({ name }) => input.answer?.values[name]?.trim())
    .toSorted((a, b) => place(a.name) - place(b.name))
    .map(({ name }) => escapeMarkdown(words.fields[name] ?? name.replace(/_/g, ' ')))
  const line = (engine === 'extractive' ? words.quoted : words.written)
    .replace('{engine}', () => escapeMarkdown(engine))
    .replace('{fields}', () => new Intl.ListFormat(headingLanguage).format(names))
  return primary(input.language) === primary(params.target_language) ? line : `${line} ${words.notTranslated}`
}

const primary = (language: string): string => language.toLowerCase().split(/[-_]/, 1)[0] ?? ''

function failures({ failed, headingLanguage }: DocumentInput): string {
  const words = wordingOf(headingLanguage)
  return failed
    .map(({ processor, error }) => {
      const part = words.parts[processor] ?? processor
      const reason = error === null ? '' : `, ${decapitalized(error.message)}`
      return `${escapeMarkdown(part)}: ${words.couldNotBeRead}${escapeMarkdown(reason)}`
    })
    .join('\n\n')
}

/** A title of the error table goes on a sentence. */
const decapitalized = (message: string): string =>
  message.replace(/^(The|A|An|This|That|There|No|Nothing|Something|Too)(?= )/, (word) => word.toLowerCase())

function pageLink(given: string, resolved: string | null): string {
  const url = safeUrl(given) === null ? resolved : given
  return url === null ? '' : linkTo(shownUrl(url), url)
}

function shownUrl(url: string): string {
  if (!URL.canParse(url)) return url
  const { host, pathname } = new URL(url)
  return pathname.length > 1 && pathname.length < 60 ? `${host}${pathname.replace(/\/$/, '')}` : host
}

/** Links of the page that neither its text nor the lines above them name. */
function links({ sources, facts, params }: DocumentInput): string {
  const { page, text } = sources
  const named = new Set([
    params.url,
    page?.url,
    facts.video,
    ...facts.attachments.map(({ url }) => url),
    ...facts.speakers.map(({ url }) => url),
  ])
  return (page?.links ?? [])
    .filter(({ url }) => !named.has(url) && !text.includes(`](${url}`) && !text.includes(`<${url}>`))
    .filter(({ url, title }) => safeUrl(url) !== null && oneLine(title) !== '')
    .map(({ url, title }) => `- ${linkTo(title, url)}`)
    .join('\n')
}

/** The document has its title already; pages repeat it as the first heading. */
function withoutTitle(text: string, session: string): string {
  const found = /^#{1,6}[ \t]+(.+?)[ \t]*#*\n+/.exec(text)
  const same = found?.[1] !== undefined && letters(found[1]) === letters(session)
  return same ? text.slice(found[0].length) : text
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
