/**
 * Trains the model that tells useful sentences of speech from others, and prints what is quoted of talks whose authors it was not trained on,
 * beside what the rules alone quote. `npm run bench -- statement-model [--write] [--wrong]`; `--write` trains on all talks and
 * writes the model
 */

import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { spokenStatements, type Weigh } from '../packages/ai/src/extractive/spoken-statements.ts'
import { oddsOf } from '../packages/ai/src/extractive/usefulness/usefulness-model.ts'
import { authorOf } from './summaries/authors.ts'
import { type Example, fitLogistic } from './summaries/fit-logistic.ts'
import { quoteTalk, requestOf } from './summaries/quote-talk.ts'
import { readLabels } from './summaries/read-labels.ts'
import { readTalk } from './summaries/read-talk.ts'
import { talkFiles } from './summaries/talk-files.ts'

const { values } = parseArgs({
  options: { write: { type: 'boolean', default: false }, wrong: { type: 'boolean', default: false } },
})
/** Chosen by cross-validation out of 10, 30, 100, 300. */
const penalty = 100
const modelFile = new URL('../packages/ai/src/extractive/usefulness/usefulness-model.json', import.meta.url)

const talks = talkFiles([]).map((file) => {
  const name = (file.split('/').at(-1) ?? '').replace('.txt', '')
  const talk = readTalk(file)
  const labels = readLabels(name, talk)
  const examples: Example[] = []
  spokenStatements(requestOf(talk), (features, place) => {
    const isPositive = labels.isUseful([place])
    if (isPositive !== null) examples.push({ features, isPositive })
    return 0
  })
  return { name, author: authorOf(name), talk, labels, examples }
})

interface Figures {
  talks: number
  quoted: number
  useful: number
  main: number
  found: number
  least: number
  unread: string[]
  wrong: string[]
}

async function measure(weighOf: (author: string) => Weigh | null): Promise<Map<string, Figures>> {
  const figures = new Map<string, Figures>()
  for (const { name, author, talk, labels } of talks) {
    const { texts, gists } = await quoteTalk(talk, weighOf(author))
    const all = [...texts, ...gists]
    const kind = name.includes('captions') ? 'captions' : 'punctuated'
    for (const key of [author, kind, 'all']) {
      const sums = figures.get(key) ?? {
        talks: 0,
        quoted: 0,
        useful: 0,
        main: 0,
        found: 0,
        least: Number.POSITIVE_INFINITY,
        unread: [],
        wrong: [],
      }
      sums.talks += 1
      sums.quoted += all.length
      for (const { text, passages } of all) {
        const isUseful = labels.isUseful(passages)
        if (isUseful === true) sums.useful += 1
        else (isUseful === null ? sums.unread : sums.wrong).push(`${name}: ${text}`)
        if (labels.isMain(passages)) sums.main += 1
      }
      if (texts.some(({ passages }) => labels.isFinding(passages))) sums.found += 1
      sums.least = Math.min(sums.least, all.length)
      figures.set(key, sums)
    }
  }
  return figures
}

const models = new Map(
  [...new Set(talks.map(({ author }) => author))].map((author) => [
    author,
    fitLogistic(
      talks.flatMap((talk) => (talk.author === author ? [] : talk.examples)),
      penalty,
    ),
  ]),
)
const rules = await measure(() => null)
const held = await measure((author) => {
  const model = models.get(author)
  if (model === undefined) throw new Error(`no talk of ${author}`)
  return (features) => oddsOf(features, model)
})

const share = ({ useful, quoted }: Figures): string =>
  `${useful} of ${quoted}, ${Math.round((100 * useful) / quoted)} %`
console.log('talks of          | rules alone       | with the model, not trained on this author')
for (const [key, without] of rules) {
  const with_ = held.get(key)
  if (with_ === undefined) continue
  const rest = (one: Figures): string =>
    `main points ${one.main}, finding in ${one.found} of ${one.talks}, ${(one.quoted / one.talks).toFixed(1)} a talk, least ${one.least}`
  console.log(`${key.padEnd(17)} | ${share(without).padEnd(17)} | ${share(with_)}`)
  console.log(`${''.padEnd(17)} | ${rest(without)} | ${rest(with_)}`)
}
const unread = new Set([...(rules.get('all')?.unread ?? []), ...(held.get('all')?.unread ?? [])])
for (const text of unread) console.log(`nobody read: ${text}`)
if (values.wrong) for (const text of held.get('all')?.wrong ?? []) console.log(`not useful: ${text}`)
if (values.write) {
  const model = fitLogistic(
    talks.flatMap(({ examples }) => examples),
    penalty,
  )
  writeFileSync(modelFile, `${JSON.stringify(model, null, 2)}\n`)
}
