/**
 * Trains the models that tell useful sentences of speech from others, and prints what is quoted of talks whose authors they were not trained on,
 * beside what the rules alone quote. `npm run bench -- statement-model [--write] [--wrong]`; `--write` trains on all talks and
 * writes the models
 */

import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { spokenStatements, type Weigh } from '../packages/ai/src/extractive/spoken-statements.ts'
import {
  type QuotationModel,
  type SentenceOdds,
  type WeighQuotation,
  weighBy,
} from '../packages/ai/src/extractive/usefulness/quotation-model.ts'
import { oddsOf, type UsefulnessModel } from '../packages/ai/src/extractive/usefulness/usefulness-model.ts'
import { authorOf } from './summaries/authors.ts'
import { type Example, fitLogistic } from './summaries/fit-logistic.ts'
import { quoteTalk, requestOf } from './summaries/quote-talk.ts'
import { readLabels } from './summaries/read-labels.ts'
import { isQuotable, type NeighbourMark, readNeighbours } from './summaries/read-neighbours.ts'
import { readTalk } from './summaries/read-talk.ts'
import { talkFiles } from './summaries/talk-files.ts'

const { values } = parseArgs({
  options: { write: { type: 'boolean', default: false }, wrong: { type: 'boolean', default: false } },
})
/** Chosen by cross-validation out of 10, 30, 100, 300; of the few numbers of whole quotations out of 1 and 10. */
const penalty = 100
const penaltyOfWhole = 1
const fileOf = (name: string): URL =>
  new URL(`../packages/ai/src/extractive/usefulness/${name}-model.json`, import.meta.url)

const talks = talkFiles([]).map((file) => {
  const name = (file.split('/').at(-1) ?? '').replace('.txt', '')
  const talk = readTalk(file)
  const labels = readLabels(name, talk)
  const marks = readNeighbours(name, talk)
  const isUseful = (places: readonly number[]): boolean | null =>
    isQuotable(marks, places) ?? labels.isUseful(places)
  const statements: Example[] = []
  const sentences: { features: Record<string, number>; mark: NeighbourMark }[] = []
  const collects: WeighQuotation = {
    sentence(features, place) {
      const mark = marks.get(place)
      if (mark !== undefined) sentences.push({ features, mark })
      return { begins: 0, ends: 0, belongs: 0, says: 0 }
    },
    whole: () => 0,
  }
  spokenStatements(
    requestOf(talk),
    (features, place) => {
      const isPositive = isUseful([place])
      if (isPositive !== null) statements.push({ features, isPositive })
      return 0
    },
    collects,
  )
  return { name, author: authorOf(name), talk, labels, marks, isUseful, statements, sentences }
})
type Read = (typeof talks)[number]

/** What each number of a sentence learns from: of asides nothing tells whether they begin or end something. */
const targets: Readonly<
  Record<keyof SentenceOdds, { of(mark: NeighbourMark): boolean; is(mark: NeighbourMark): boolean }>
> = {
  begins: { of: ({ says }) => says > 0, is: ({ begins }) => begins },
  ends: { of: ({ says }) => says > 0, is: ({ ends }) => ends },
  belongs: { of: () => true, is: ({ says }) => says > 0 },
  says: { of: () => true, is: ({ says }) => says === 2 },
}

interface Models {
  statement: UsefulnessModel
  sentence: Omit<QuotationModel, 'whole'>
}

const fitSentence = (target: keyof SentenceOdds, from: readonly Read[]): UsefulnessModel =>
  fitLogistic(
    from.flatMap(({ sentences }) =>
      sentences
        .filter(({ mark }) => targets[target].of(mark))
        .map(({ features, mark }) => ({ features, isPositive: targets[target].is(mark) })),
    ),
    penalty,
  )

const fit = (from: readonly Read[]): Models => ({
  statement: fitLogistic(
    from.flatMap(({ statements }) => statements),
    penalty,
  ),
  sentence: {
    begins: fitSentence('begins', from),
    ends: fitSentence('ends', from),
    belongs: fitSentence('belongs', from),
    says: fitSentence('says', from),
  },
})

/** Quotations of a talk with the odds of models that were not trained on its author. */
function wholesOf({ author, talk, marks }: Read): Example[] {
  const { statement, sentence } = heldOut(author)
  const found: Example[] = []
  const byOthers = weighBy({ ...sentence, whole: { bias: 0, means: {}, weights: {} } })
  spokenStatements(requestOf(talk), (features) => oddsOf(features, statement), {
    sentence: byOthers.sentence,
    whole(features, places) {
      const isPositive = isQuotable(marks, places)
      if (isPositive !== null) found.push({ features, isPositive })
      return 0
    },
  })
  return found
}

const authors = [...new Set(talks.map(({ author }) => author))]
const models = new Map(authors.map((author) => [author, fit(talks.filter((talk) => talk.author !== author))]))
function heldOut(author: string): Models {
  const found = models.get(author)
  if (found === undefined) throw new Error(`no talk of ${author}`)
  return found
}
const wholes = talks.map((talk) => ({ author: talk.author, examples: wholesOf(talk) }))
const fitWhole = (without: string | null): UsefulnessModel =>
  fitLogistic(
    wholes.flatMap(({ author, examples }) => (author === without ? [] : examples)),
    penaltyOfWhole,
  )

interface Figures {
  talks: number
  quoted: number
  read: number
  useful: number
  main: number
  found: number
  least: number
  wrong: string[]
}

type Weighs = { weigh: Weigh | null; quotation?: WeighQuotation }

async function measure(weighsOf: (author: string) => Weighs): Promise<Map<string, Figures>> {
  const figures = new Map<string, Figures>()
  for (const { name, author, talk, labels, marks, isUseful } of talks) {
    const { weigh, quotation } = weighsOf(author)
    const { texts, gists } = await quoteTalk(talk, weigh, quotation)
    const all = [...texts, ...gists]
    const kind = name.includes('captions') ? 'captions' : marks.size > 0 ? 'with neighbours' : 'others'
    for (const key of [author, kind, 'all']) {
      const sums = figures.get(key) ?? {
        talks: 0,
        quoted: 0,
        read: 0,
        useful: 0,
        main: 0,
        found: 0,
        least: Number.POSITIVE_INFINITY,
        wrong: [],
      }
      sums.talks += 1
      sums.quoted += all.length
      for (const { text, passages } of all) {
        const isOf = isUseful(passages)
        if (isOf !== null) sums.read += 1
        if (isOf === true) sums.useful += 1
        if (isOf === false) sums.wrong.push(`${name}: ${text}`)
        if (labels.isMain(passages)) sums.main += 1
      }
      if (texts.some(({ passages }) => labels.isFinding(passages))) sums.found += 1
      sums.least = Math.min(sums.least, all.length)
      figures.set(key, sums)
    }
  }
  return figures
}

const rules = await measure(() => ({ weigh: null }))
const wholeWithout = new Map(authors.map((author) => [author, fitWhole(author)]))
const held = await measure((author) => {
  const { statement, sentence } = heldOut(author)
  const whole = wholeWithout.get(author) ?? fitWhole(author)
  return {
    weigh: (features) => oddsOf(features, statement),
    quotation: weighBy({ ...sentence, whole }),
  }
})

const share = ({ useful, read, quoted }: Figures): string =>
  `${useful} of ${read}, ${Math.round((100 * useful) / Math.max(1, read))} %${quoted > read ? `, ${quoted - read} unread` : ''}`
console.log('talks of          | rules alone              | with the models, not trained on this author')
for (const [key, without] of rules) {
  const with_ = held.get(key)
  if (with_ === undefined) continue
  const rest = (one: Figures): string =>
    `main points ${one.main}, finding in ${one.found} of ${one.talks}, ${(one.quoted / one.talks).toFixed(1)} a talk, least ${one.least}`
  console.log(`${key.padEnd(17)} | ${share(without).padEnd(24)} | ${share(with_)}`)
  console.log(`${''.padEnd(17)} | ${rest(without)} | ${rest(with_)}`)
}
if (values.wrong) for (const text of held.get('all')?.wrong ?? []) console.log(`not useful: ${text}`)
if (values.write) {
  const { statement, sentence } = fit(talks)
  writeFileSync(fileOf('usefulness'), `${JSON.stringify(statement, null, 2)}\n`)
  writeFileSync(fileOf('quotation'), `${JSON.stringify({ ...sentence, whole: fitWhole(null) }, null, 2)}\n`)
}
