import { readFileSync } from 'node:fs'

/** How probable a sentence end is between two words; `bench/sentence-model` trains it and writes the file. */
export interface GapModel {
  /** Log odds of an end before each word; lower case, without punctuation and hesitations. The first is minus infinity. */
  odds(words: readonly string[]): number[]
}

interface LanguageModel {
  bias: number
  /** So many of `words`, the commonest, count at a distance as well. */
  bag: number
  words: string
  /** `feature TAB weight` in lines. */
  weights: string
}

/** Weights are whole numbers in the file. */
const scale = 20
const groups: readonly (readonly number[])[] = [
  [-3],
  [-2],
  [-1],
  [0],
  [1],
  [2],
  [-2, -1],
  [-1, 0],
  [0, 1],
  [-2, 0],
  [-1, 1],
  [0, 1, 2],
  [-1, 0, 1],
]
const near = [-1, 0, 1]

let file: Record<string, LanguageModel> | null = null
const models = new Map<string, GapModel | null>()

/** Null for a language that nothing was trained on. */
export function gapModelOf(language: string): GapModel | null {
  const known = models.get(language)
  if (known !== undefined) return known
  file ??= JSON.parse(readFileSync(new URL('gap-model.json', import.meta.url), 'utf8')) as Record<
    string,
    LanguageModel
  >
  const one = Object.hasOwn(file, language) ? file[language] : undefined
  const model = one === undefined ? null : modelOf(one)
  models.set(language, model)
  return model
}

function modelOf({ bias, bag, words: list, weights: lines }: LanguageModel): GapModel {
  const words = list.split(' ')
  const known = new Set(words)
  const inBag = new Set(words.slice(0, bag))
  const weights = new Map(
    lines.split('\n').map((line) => {
      const at = line.indexOf('\t')
      return [line.slice(0, at), Number(line.slice(at + 1))] as const
    }),
  )
  const weigh = (feature: string): number => weights.get(feature) ?? 0
  return {
    odds(said) {
      const classes = said.map((word) => classOf(word, known))
      const one = (at: number): string => classes[at] ?? edge
      return classes.map((_, at) => {
        if (at === 0) return Number.NEGATIVE_INFINITY
        let sum = bias
        for (const group of groups)
          sum += weigh(`${group.join(',')}=${group.map((offset) => one(at + offset)).join(' ')}`)
        for (const offset of near)
          if (one(at + offset).startsWith(rare)) sum += weigh(`${offset}=${one(at + offset).slice(-2)}`)
        for (const word of bagOf(classes, at - 9, at - 3, inBag)) sum += weigh(`<${word}`)
        for (const word of bagOf(classes, at + 3, at + 7, inBag)) sum += weigh(`>${word}`)
        return sum / scale
      })
    },
  }
}

/** Stands for a word outside of the text, one in digits, and the ending of one that is not common. */
const edge = '^'
const digits = '#'
const rare = '~'

function classOf(word: string, known: ReadonlySet<string>): string {
  if (known.has(word)) return word
  if (/^\d/.test(word)) return digits
  const elided = word.indexOf("'")
  return elided > 0 && elided < 4 ? word.slice(0, elided + 1) + rare : rare + word.slice(-3)
}

const bagOf = (classes: readonly string[], from: number, to: number, bag: ReadonlySet<string>): Set<string> =>
  new Set(classes.slice(Math.max(0, from), Math.max(0, to)).filter((word) => bag.has(word)))
