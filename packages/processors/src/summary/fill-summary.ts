import { findSupport, splitSentences } from '@async-events/ai'
import type { Passage, Statement, StepContext, TextModelAnswer } from '@async-events/core'
import { checkAnswer } from '../transform/check-answer.ts'
import { escapeMarkdown } from '../transform/markdown/escape-markdown.ts'
import type { Template } from '../transform/template/template.ts'
import type { PlacedTalk } from './talk.ts'

export interface SummaryPassage extends Passage {
  /** Place in the list of talks. */
  talk: number
}

/** A text model reads so much, characters. */
const mostText = 600_000

/** The sentences of the talks that a summary can rest on. */
export const passagesOf = (talks: readonly PlacedTalk[]): SummaryPassage[] =>
  talks.flatMap(({ talk }, place) =>
    talk.sentences.map(
      (text): SummaryPassage => ({ from: 'page', text, start: null, end: null, slide: null, talk: place }),
    ),
  )

/** Has the text model fill the fields of the template from the talks; each sentence rests on some of their passages. */
export async function fillSummary(
  ctx: Pick<StepContext, 'textModel' | 'signal' | 'progress'>,
  template: Template,
  { title, event, track = '', target_language }: Wished,
  {
    talks,
    passages,
    sourceLanguage,
  }: { talks: readonly PlacedTalk[]; passages: SummaryPassage[]; sourceLanguage: string },
): Promise<TextModelAnswer | null> {
  if (template.fields.length === 0 || passages.length === 0) return null
  const names = [...new Set(talks.flatMap(({ talk }) => talk.speakers))]
  const given = await ctx.textModel.fill({
    fields: template.fields,
    systemPrompt: template.systemPrompt,
    source: {
      title,
      text: talks
        .map(
          ({ talk }) => `## ${escapeMarkdown(talk.title)}\n\n${talk.sentences.map(escapeMarkdown).join(' ')}`,
        )
        .join('\n\n')
        .slice(0, mostText)
        .toWellFormed(),
      facts: Object.fromEntries(
        Object.entries({ event, track, speakers: names.join(', ').slice(0, 5_000) }).filter(
          ([, value]) => value !== '',
        ),
      ),
      passages,
      parts: [],
    },
    sourceLanguage,
    targetLanguage: target_language,
    signal: ctx.signal,
    onProgress: (fraction) => ctx.progress(20 + 60 * fraction),
  })
  const answer = checkAnswer(template, given, { sourceLanguage, passages: passages.length, parts: 0 })
  const evidence = template.fields.map(({ name }) => {
    const known = answer.evidence[name] ?? []
    return [
      name,
      known.length > 0 ? known : statementsOf(answer.values[name] ?? '', passages, sourceLanguage),
    ]
  })
  return { ...answer, evidence: Object.fromEntries(evidence) }
}

interface Wished {
  title: string
  event: string
  track?: string | undefined
  target_language: string
}

/** What an engine that does not say it rests on: found by the words that its sentences share with those of the talks. */
function statementsOf(markdown: string, passages: readonly Passage[], language: string): Statement[] {
  return markdown
    .split('\n')
    .flatMap((line) => splitSentences(line.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, ''), language))
    .filter((text) => text !== '')
    .map((text) => ({
      text,
      passages: findSupport(text.replace(/\\(?=[^\p{L}\p{N}\s])/gu, ''), passages, language).passages,
    }))
}
