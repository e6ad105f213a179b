import type { Passage, StepContext, TalkPart, TextModelAnswer } from '@async-events/core'
import { checkAnswer } from './check-answer.ts'
import { namedFacts } from './document/named-facts.ts'
import type { Params, Sources } from './document/read-sources.ts'
import type { SessionFacts } from './document/session-facts.ts'
import { slidePlainLines } from './document/slide-text.ts'
import type { Transcript } from './document/write-transcript.ts'
import { glossaryOf } from './glossary-of.ts'
import { oneLine } from './markdown/escape-markdown.ts'
import type { Slide } from './slides/slide.ts'
import type { Template } from './template/template.ts'

export interface FillInput {
  ctx: Pick<StepContext, 'textModel' | 'signal' | 'progress'>
  template: Template
  params: Params
  sources: Sources
  facts: SessionFacts
  slides: readonly Slide[]
  transcript: Transcript | null
  passages: readonly Passage[]
  parts: readonly TalkPart[]
  sourceLanguage: string
}

/** Per source, in characters: hours of speech, with page and slides. */
const most = { page: 200_000, slides: 200_000, transcript: 800_000 }

/** The main text of the page, else what it says about itself; Markdown. */
export const pageText = ({ text, page }: Pick<Sources, 'text' | 'page'>): string =>
  (text || page?.description || '').slice(0, most.page).trim()

/** Has the text model fill the fields of the template. Null without sources or fields. */
export async function fillFields(input: FillInput): Promise<TextModelAnswer | null> {
  const { ctx, template, params } = input
  const text = sourceText(input)
  if (text === '' || template.fields.length === 0) return null
  const answer = await ctx.textModel.fill({
    fields: template.fields,
    systemPrompt: template.systemPrompt,
    source: {
      title: params.session,
      text,
      facts: plainFacts(input),
      passages: input.passages,
      parts: input.parts,
    },
    glossary: glossaryOf(params, input.sources, input.facts),
    sourceLanguage: input.sourceLanguage,
    targetLanguage: params.target_language,
    signal: ctx.signal,
    onProgress: (fraction) => ctx.progress(10 + 70 * fraction),
  })
  return checkAnswer(template, answer, {
    sourceLanguage: input.sourceLanguage,
    passages: input.passages.length,
    parts: input.parts.length,
  })
}

/** Page, slides, speech: always in this order. */
function sourceText({ sources, slides, transcript }: FillInput): string {
  const page = pageText(sources)
  const said = (transcript?.text ?? '').slice(0, most.transcript).trim()
  const shown = slidesText(slides).slice(0, most.slides).trim()
  // Fenced, next to sentences: the extractive engine skips it, a language model reads it
  const fenced = shown !== '' && page + said !== '' ? `~~~ slides\n${shown}\n~~~` : shown
  return [page, fenced, said]
    .filter((part) => part !== '')
    .join('\n\n')
    .toWellFormed()
}

/** A heading a slide, its lines as a list: no line can end the fence around it. */
const slidesText = (slides: readonly Slide[]): string =>
  slides
    .map((slide) => {
      const { title } = slide
      const lines = slidePlainLines(slide).map((line) => `- ${line}`)
      return [...(title === null ? [] : [`## ${oneLine(title)}`]), ...lines].join('\n')
    })
    .filter((text) => text !== '')
    .join('\n\n')

function plainFacts({ params, sources, facts }: FillInput): Record<string, string> {
  const { event, track, keywords } = namedFacts(params, sources.page)
  const all: [string, string | null | undefined][] = [
    ['event', event],
    ['track', track],
    ['speakers', facts.speakers.map(({ name }) => name).join(', ')],
    ['day', facts.day],
    ['keywords', keywords.join(', ')],
    ['audience', params.target],
  ]
  return Object.fromEntries(all.flatMap(([name, value]) => (value ? [[name, value]] : [])))
}
