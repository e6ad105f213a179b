import { readFileSync } from 'node:fs'
import { oddsOf, type UsefulnessModel } from './usefulness-model.ts'

/** Log odds of what a reader would say of a sentence of a talk. */
export interface SentenceOdds {
  /** Nothing before it is needed. */
  begins: number
  /** Nothing behind it is needed: it is no set-up, and not turned. */
  ends: number
  /** It belongs to what the talk says, and is no aside. */
  belongs: number
  /** It says something that somebody would note down. */
  says: number
}

/** Log odds for the sentences of a talk, and of neighbours together that they are useful; by the features of each. */
export interface WeighQuotation {
  sentence(features: Readonly<Record<string, number>>, place: number): SentenceOdds
  whole(features: Readonly<Record<string, number>>, places: readonly number[]): number
}

/** A logistic regression for each; `bench/statement-model.ts` trains them and writes the file. */
export type QuotationModel = Readonly<Record<keyof SentenceOdds | 'whole', UsefulnessModel>>

export const weighBy = (model: QuotationModel): WeighQuotation => ({
  sentence: (features) => ({
    begins: oddsOf(features, model.begins),
    ends: oddsOf(features, model.ends),
    belongs: oddsOf(features, model.belongs),
    says: oddsOf(features, model.says),
  }),
  whole: (features) => oddsOf(features, model.whole),
})

let trained: WeighQuotation | null = null

/** The model that is shipped, read when it is first asked. */
export const quotability: WeighQuotation = {
  sentence: (features, place) => shipped().sentence(features, place),
  whole: (features, places) => shipped().whole(features, places),
}

function shipped(): WeighQuotation {
  trained ??= weighBy(
    JSON.parse(readFileSync(new URL('quotation-model.json', import.meta.url), 'utf8')) as QuotationModel,
  )
  return trained
}

/**
 * What a quotation is judged by: the odds of its sentences, in their order; `alone` those by the model of single sentences, if it is one.
 * `needs` is the sum of how surely it calls definite what only sentences before it introduced.
 */
export function quotationFeatures(
  sentences: readonly SentenceOdds[],
  { characters, needs, alone }: { characters: number; needs: number; alone: number | null },
): Record<string, number> {
  const [first, last] = [sentences[0], sentences.at(-1)]
  const belongs = sentences.map((one) => surely(one.belongs))
  const says = sentences.map((one) => one.says)
  const inner = sentences.slice(1).map(({ begins }) => begins)
  const gaps = sentences.slice(0, -1).map(({ ends }) => ends)
  return {
    begins: first?.begins ?? 0,
    ends: last?.ends ?? 0,
    surelyBegins: surely(first?.begins ?? 0),
    surelyEnds: surely(last?.ends ?? 0),
    leastBelonging: Math.min(...belongs),
    belonging: belongs.reduce((sum, one) => sum + one, 0),
    mostSaid: Math.max(...says),
    leastSaid: Math.min(...says),
    said: mean(says),
    alone: alone ?? 0,
    notAlone: Number(alone === null),
    single: Number(sentences.length === 1),
    sentences: sentences.length,
    length: Math.log(characters + 1),
    needs,
    /** Where all of them could begin, they do not belong together. */
    leastBeginning: inner.length === 0 ? 0 : Math.min(1, ...inner),
    gaps: gaps.length === 0 ? 0 : mean(gaps),
  }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
/** Log of the chance that log odds stand for. */
const surely = (odds: number): number => -Math.log1p(Math.exp(-odds))
