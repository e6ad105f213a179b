import { relativeLink } from '../layout/encode-path.ts'
import { weekdayOf } from '../transform/document/session-times.ts'
import { say } from '../transform/document/wording/wording-of.ts'
import { escapeMarkdown } from '../transform/markdown/escape-markdown.ts'
import { linkTo } from '../transform/markdown/link-to.ts'
import { block, list, outline, plain, type Value } from '../transform/template/value.ts'
import type { SummaryName } from './summary-names.ts'
import { summaryWordingOf } from './summary-wording.ts'
import type { PlacedTalk, Talk } from './talk.ts'

export interface SummaryInput {
  params: {
    kind: 'track' | 'event'
    title: string
    event: string
    track?: string | undefined
    target_language: string
    filename?: string | undefined
  }
  /** Path of the document. */
  path: string
  talks: readonly PlacedTalk[]
  /** Of the template's headings. */
  headingLanguage: string
  language: string
  engine: string
}

const mostTags = 10
const mostThemes = 12
/** Of a talk in the list, characters. */
const longestLine = 320

/** Link to a talk from the document at `path`: to its document in the archive, else to its page. */
export function linkToTalk({ talk, path: target }: PlacedTalk, path: string): string {
  return target === null
    ? linkTo(talk.title, talk.url)
    : `[${escapeMarkdown(talk.title)}](${relativeLink(path, target)})`
}

/** All values for `{{name}}`, except the fields of the template. */
export function summaryContext(input: SummaryInput): Record<SummaryName, Value> {
  const { params, talks, headingLanguage, engine } = input
  const words = summaryWordingOf(headingLanguage)
  const days = [...new Set(talks.flatMap(({ talk }) => talk.day ?? []))].sort()
  const count = talks.length === 1 ? words.oneTalk : say(words.talks, { count: String(talks.length) })
  const notice = say(engine === 'extractive' ? words.quoted : words.written, { engine })
  return {
    byline: block(
      [params.event, params.track ?? '', daysText(days), count]
        .filter((part) => part !== '')
        .map(escapeMarkdown)
        .join(' · '),
    ),
    days: list(days),
    engines: { kind: 'map', entries: { text: engine } },
    event: plain(params.event),
    filename: plain(params.filename ?? ''),
    language: plain(input.language),
    notice: block(escapeMarkdown(notice)),
    speakers: list([...speakersOf(talks).keys()]),
    speakers_index: block(speakersIndex(input)),
    talk_count: plain(String(talks.length)),
    talk_tags: list(
      tagsOf(talks)
        .slice(0, mostTags)
        .map(({ tag }) => tag),
    ),
    talks: talkList(input),
    target_language: plain(params.target_language),
    themes: block(themes(input)),
    title: plain(params.title),
    track: plain(params.track ?? ''),
  }
}

const daysText = (days: readonly string[]): string => {
  const [first, last] = [days.at(0) ?? '', days.at(-1) ?? '']
  return first === last ? first : `${first} – ${last}`
}

/** Under the track or the day where there are several. */
function talkList(input: SummaryInput): Value {
  const { params, talks, headingLanguage } = input
  const headingOf = ({ track, day }: Talk): string =>
    params.kind === 'event' ? track : [weekdayOf(day, headingLanguage), day].filter(Boolean).join(' ')
  const groups = Map.groupBy(talks, ({ talk }) => headingOf(talk))
  return outline(
    [...groups].map(([heading, group]) => ({
      heading: groups.size > 1 && heading !== '' ? escapeMarkdown(heading) : null,
      body: group.map((one) => talkLine(one, input.path)).join('\n'),
    })),
  )
}

function talkLine(placed: PlacedTalk, path: string): string {
  const { talk } = placed
  const time = [talk.starttime, talk.endtime].filter(Boolean).join('–')
  const facts = [talk.speakers.join(', '), time].filter((part) => part !== '').map(escapeMarkdown)
  const head = `- ${[`**${linkToTalk(placed, path)}**`, ...facts].join(' · ')}`
  const told = shortLead(talk.lead)
  // Two blanks at the end of a line break it within the item
  return told === '' ? head : `${head}  \n  ${escapeMarkdown(told)}`
}

/** Whole sentences, two at most. */
function shortLead(sentences: readonly string[]): string {
  const [first = '', second = ''] = sentences
  const both = `${first} ${second}`.trim()
  return both.length <= longestLine
    ? both
    : first.length <= longestLine
      ? first
      : `${first.slice(0, longestLine)}…`
}

function speakersOf(talks: readonly PlacedTalk[]): Map<string, PlacedTalk[]> {
  const found = new Map<string, PlacedTalk[]>()
  for (const placed of talks)
    for (const name of placed.talk.speakers) found.set(name, [...(found.get(name) ?? []), placed])
  return found
}

function speakersIndex({ talks, path, headingLanguage }: SummaryInput): string {
  const { compare } = new Intl.Collator(headingLanguage)
  return [...speakersOf(talks)]
    .sort(([a], [b]) => compare(lastName(a), lastName(b)) || compare(a, b))
    .map(
      ([name, given]) => `- ${escapeMarkdown(name)}: ${given.map((one) => linkToTalk(one, path)).join(', ')}`,
    )
    .join('\n')
}

const lastName = (name: string): string => name.split(/\s+/).at(-1) ?? name

interface SharedTag {
  tag: string
  talks: PlacedTalk[]
}

/** The tag of most talks first, whatever its case. */
function tagsOf(talks: readonly PlacedTalk[]): SharedTag[] {
  const found = new Map<string, SharedTag>()
  for (const placed of talks) {
    for (const key of new Set(placed.talk.tags.map((tag) => tag.toLowerCase()))) {
      const tag = placed.talk.tags.find((one) => one.toLowerCase() === key) ?? key
      const known = found.get(key)
      if (known) known.talks.push(placed)
      else found.set(key, { tag, talks: [placed] })
    }
  }
  return [...found.values()].sort((a, b) => b.talks.length - a.talks.length)
}

function themes({ talks, path }: SummaryInput): string {
  return tagsOf(talks)
    .filter((one) => one.talks.length > 1)
    .slice(0, mostThemes)
    .map(({ tag, talks: shared }) => {
      const name = escapeMarkdown(tag.replaceAll('-', ' '))
      return `- **${name}**: ${shared.map((one) => linkToTalk(one, path)).join(', ')}`
    })
    .join('\n')
}
