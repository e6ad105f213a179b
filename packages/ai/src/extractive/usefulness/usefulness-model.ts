import { readFileSync } from 'node:fs'

/** A logistic regression over the numbers of `sentenceFeatures`; `bench/statement-model.ts` trains it and writes the file. */
export interface UsefulnessModel {
  bias: number
  /** What is taken off each feature before it is multiplied. */
  means: Readonly<Record<string, number>>
  weights: Readonly<Record<string, number>>
}

let trained: UsefulnessModel | null = null

/**
 * Log odds that a strict reader finds a sentence useful. Throws for features that the model was not trained with.
 */
export function usefulness(features: Readonly<Record<string, number>>): number {
  trained ??= JSON.parse(
    readFileSync(new URL('usefulness-model.json', import.meta.url), 'utf8'),
  ) as UsefulnessModel
  return oddsOf(features, trained)
}

export function oddsOf(features: Readonly<Record<string, number>>, model: UsefulnessModel): number {
  const names = Object.keys(features)
  if (names.length !== Object.keys(model.weights).length) throw new Error(otherFeatures)
  return names.reduce((odds, name) => {
    const [mean, weight] = [model.means[name], model.weights[name]]
    if (mean === undefined || weight === undefined) throw new Error(otherFeatures)
    return odds + weight * ((features[name] ?? 0) - mean)
  }, model.bias)
}

const otherFeatures =
  'usefulness-model.json was trained with other features: run npm run bench -- statement-model'
