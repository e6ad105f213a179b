import type { StepContext, TextModelAnswer } from '@async-events/core'
import type { Params, Sources } from './document/read-sources.ts'
import type { SessionFacts } from './document/session-facts.ts'
import type { Transcript } from './document/write-transcript.ts'
import type { Template } from './template/template.ts'

export interface FillInput {
  ctx: Pick<StepContext, 'textModel' | 'signal' | 'progress'>
  template: Template
  params: Params
  sources: Sources
  facts: SessionFacts
  transcript: Transcript | null
  sourceLanguage: string
}

/** Asks the text model for the template's fields. Null when no source says anything, or the template has no field. */
export async function fillFields(input: FillInput): Promise<TextModelAnswer | null> {
  const { ctx, template, params, sources, transcript } = input
  const text = [sources.text || sources.page?.description || '', transcript?.text ?? '']
    .filter((part) => part.trim() !== '')
    .join('\n\n')
  if (text === '' || template.fields.length === 0) return null
  return ctx.textModel.fill({
    fields: template.fields,
    systemPrompt: template.systemPrompt,
    source: { title: params.session, text, facts: plainFacts(input) },
    sourceLanguage: input.sourceLanguage,
    targetLanguage: params.target_language,
    signal: ctx.signal,
    onProgress: (fraction) => ctx.progress(10 + 70 * fraction),
  })
}

function plainFacts({ params, sources, facts }: FillInput): Record<string, string> {
  const all: [string, string | null | undefined][] = [
    ['event', params.event],
    ['track', params.track],
    ['speakers', facts.speakers.map(({ name }) => name).join(', ')],
    ['day', facts.day],
    ['keywords', sources.page?.keywords.join(', ')],
    ['audience', params.target],
  ]
  return Object.fromEntries(all.flatMap(([name, value]) => (value ? [[name, value]] : [])))
}
