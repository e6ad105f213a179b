/**
 * How well speech without punctuation is cut into sentences: punctuation and capitals of punctuated talks are removed, and the cuts are
 * compared with the ends that were there. `npm run bench -- sentence-cuts [FILE …] [--show]`; by default the talks of bench/summaries/talks.
 * A file `<name>.<language>.jsonl` holds lines of `words` and `ends` as bench/sentence-model/collect.py writes them
 */

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { cutRunOn } from '../packages/ai/src/index.ts'
import { talkFiles } from './summaries/talk-files.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { show: { type: 'boolean', default: false } },
})
const files = talkFiles(positionals)

/** Mostly before a clause of its own, where written text has no comma. */
const joins = new Set('and but und aber et mais y pero e ma'.split(' '))

interface Counts {
  ends: number
  cuts: number
  right: number
  comma: number
  joined: number
}

const totals = new Map<string, Counts>()
for (const file of files) {
  const language = /\.([a-z]{2})(?:-\w+)?\.\w+$/.exec(file)?.[1] ?? 'en'
  if (/-captions\./.test(file)) {
    if (values.show) for (const words of paragraphsOf(file)) show(cutRunOn(words.join(' '), language))
    continue
  }
  const counts = { ends: 0, cuts: 0, right: 0, comma: 0, joined: 0 }
  for (const one of marked(file)) {
    count(one, language, counts)
    if (values.show) show(cutRunOn(one.words.join(' '), language))
  }
  print(file.split('/').at(-1) ?? file, counts)
  const total = totals.get(language) ?? { ends: 0, cuts: 0, right: 0, comma: 0, joined: 0 }
  totals.set(language, {
    ends: total.ends + counts.ends,
    cuts: total.cuts + counts.cuts,
    right: total.right + counts.right,
    comma: total.comma + counts.comma,
    joined: total.joined + counts.joined,
  })
}
for (const [language, counts] of totals) print(`all of ${language}`, counts)

function count({ words, ends }: Marked, language: string, counts: Counts): void {
  const cuts = cutsOf(words, language)
  for (const at of words.keys()) {
    if (at === 0) continue
    const mark = ends[at - 1]
    if (mark === 'S') counts.ends += 1
    if (!cuts.has(at)) continue
    counts.cuts += 1
    if (mark === 'S') counts.right += 1
    else if (mark === 'C') counts.comma += 1
    else if (joins.has(words[at] ?? '')) counts.joined += 1
  }
}

function print(name: string, { ends, cuts, right, comma, joined }: Counts): void {
  const share = (part: number, of: number): string => `${Math.round((100 * part) / Math.max(1, of))} %`
  const elsewhere = cuts - right - comma - joined
  console.log(
    `${name}: ${ends} ends, ${cuts} cuts; at an end ${share(right, cuts)}, at a comma ${share(comma, cuts)}, before “and” or “but” ${share(joined, cuts)}, elsewhere ${share(elsewhere, cuts)}; ends found ${share(right, ends)}`,
  )
}

function show(pieces: readonly string[]): void {
  for (const piece of pieces) console.log(`  | ${piece}`)
  console.log()
}

/** Places of words that a piece begins with; a conjunction left out there counts to the piece behind it. */
function cutsOf(words: readonly string[], language: string): Set<number> {
  const cuts = new Set<number>()
  let from = 0
  for (const piece of cutRunOn(words.join(' '), language)) {
    const parts = piece.split(' ')
    let at = from
    while (!parts.every((part, offset) => words[at + offset] === part)) at += 1
    if (from > 0) cuts.add(from)
    from = at + parts.length
  }
  return cuts
}

interface Marked {
  words: string[]
  /** What follows each word: `S` a sentence end, `C` a comma or dash, `N` nothing. */
  ends: string
}

function marked(file: string): Marked[] {
  if (file.endsWith('.jsonl'))
    return readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Marked)
  return paragraphsOf(file).map((paragraph) => {
    const words: string[] = []
    let ends = ''
    for (const [part] of paragraph
      .join(' ')
      .matchAll(/[\p{L}\p{N}](?:[\p{L}\p{N}'’.,-]*[\p{L}\p{N}%])?|[.,;:!?–—…]+/gu)) {
      if (/^[\p{L}\p{N}]/u.test(part)) {
        words.push(part.toLowerCase())
        ends += 'N'
      } else if (ends.endsWith('N')) ends = ends.slice(0, -1) + (/^[.;!?…]/.test(part) ? 'S' : 'C')
    }
    return { words, ends }
  })
}

function paragraphsOf(file: string): string[][] {
  return readFileSync(file, 'utf8')
    .trim()
    .split(/\n\s*\n/)
    .slice(1)
    .map((block) =>
      block
        .split('\n')
        .filter((line) => !/^(?:# |- )/.test(line))
        .join(' ')
        .split(/\s+/)
        .filter((word) => word !== ''),
    )
    .filter((words) => words.length > 0)
}
