import type { Weigh } from '../../packages/ai/src/extractive/spoken-statements.ts'
import type { WeighQuotation } from '../../packages/ai/src/extractive/usefulness/quotation-model.ts'
import { createExtractive } from '../../packages/ai/src/index.ts'
import type { Statement, TextModelRequest } from '../../packages/core/src/index.ts'
import type { TalkOfFile } from './read-talk.ts'

export const requestOf = (talk: TalkOfFile): TextModelRequest => ({
  fields: ['tags', 'lead', 'summary', 'key_points'].map((name) => ({ name, instruction: '' })),
  systemPrompt: '',
  source: {
    title: talk.title,
    text: talk.text,
    facts: talk.facts,
    passages: talk.passages,
    parts: talk.parts,
  },
  sourceLanguage: talk.language,
  targetLanguage: talk.language,
  signal: new AbortController().signal,
})

/** What is quoted of a talk: without the sentence of who speaks about what. Without `weigh` as the engine is shipped. */
export async function quoteTalk(
  talk: TalkOfFile,
  weigh?: Weigh | null,
  weighQuotation?: WeighQuotation,
): Promise<{ texts: Statement[]; gists: Statement[] }> {
  const { evidence, gists } = await createExtractive(weigh, weighQuotation).fill(requestOf(talk))
  const isQuoted = ({ facts }: Statement): boolean => facts !== true
  return {
    texts: Object.values(evidence).flat().filter(isQuoted),
    gists: gists.filter((gist) => gist !== null).filter(isQuoted),
  }
}
