import { type Line, lineAt } from '../facts/read-segments.ts'
import { oneLine } from '../facts/safe-values.ts'
import { record, type TalkFacts } from '../facts/talk-facts.ts'
import { slidesOf } from '../facts/talk-parts.ts'
import { indexLanguage } from '../search/stemmers.ts'
import type { TopicPassage, TopicText } from './topic.ts'

/**
 * What phrases of a talk are looked for in: what was said, its title and keywords, and the titles of its slides; where nothing was
 * said, what its page says. All in the language of the talk, not in that of a translation.
 */
export function topicText(
  talk: number,
  facts: TalkFacts,
  { structured, lines }: { structured: unknown; lines: readonly Line[] },
): TopicText {
  const data = record(structured)
  const keywords = record(record(data.facts).keywords).value
  const headings = [facts.title, ...(Array.isArray(keywords) ? keywords.map(oneLine) : [])]
  const slides = slidesOf(structured).map(({ title, times }) => ({
    text: title,
    anchor: times[0] === undefined ? null : (lineAt(lines, times[0])?.anchor ?? null),
  }))
  const said = lines.map(({ text, anchor }) => ({ text, anchor, isHeading: false }))
  const passages: TopicPassage[] = [
    ...(lines.length > 0 ? said : writtenIn(data)),
    ...slides.map((slide) => ({ ...slide, isHeading: true })),
    ...headings.map((text) => ({ text, anchor: null, isHeading: true })),
  ]
  return {
    talk,
    language: indexLanguage(facts.spoken ?? facts.language),
    passages: passages.filter(({ text }) => text !== ''),
  }
}

/** Paragraphs of the sections of a document; links, pictures and signs of Markdown are no words. */
function writtenIn({ sections }: Record<string, unknown>): TopicPassage[] {
  return (Array.isArray(sections) ? sections : []).flatMap((section: unknown) => {
    const { body } = record(section)
    return (typeof body === 'string' ? body : '')
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .split('\n')
      .map((line) => ({ text: oneLine(line.replace(/[*_`#>|]+/g, ' ')), anchor: null, isHeading: false }))
  })
}
