import { readFileSync } from 'node:fs'
import type { TalkOfFile } from './read-talk.ts'

/** What a reader said of a sentence between its neighbours. */
export interface NeighbourMark {
  /** 0 for an aside, 1 for what belongs to the talk, 2 for what somebody would note down. */
  says: number
  /** Stands without what was said before it. */
  begins: boolean
  /** Stands without what is said after it. */
  ends: boolean
}

/** Of a quotation, the share of sentences that only belong to the talk may be half. */
const leastSaid = 1.5

/**
 * `neighbours.tsv`: all sentences of some talks, or of the first or last part of one, in their order: how much one says (0 to 2), `B` where it may begin a quotation,
 * `>` where it may not end one. By place of their passage.
 */
export function readNeighbours(name: string, talk: TalkOfFile): Map<number, NeighbourMark> {
  const marks = new Map<number, NeighbourMark>()
  for (const [of = '', mark = '', beginning = ''] of all()) {
    if (of !== name) continue
    const place = talk.passages.findIndex(({ from, text }) => from === 'speech' && text.startsWith(beginning))
    if (place === -1) throw new Error(`no sentence of ${name} begins with "${beginning}"`)
    marks.set(place, {
      says: Number(mark.slice(0, 1)),
      begins: mark.includes('B'),
      ends: !mark.includes('>'),
    })
  }
  return marks
}

/** Whether the reader finds these useful, quoted together; null where he did not read them. */
export function isQuotable(
  marks: ReadonlyMap<number, NeighbourMark>,
  places: readonly number[],
): boolean | null {
  const read = places.flatMap((place) => marks.get(place) ?? [])
  if (read.length < places.length) return null
  const said = read.map(({ says }) => says)
  return (
    read[0]?.begins === true &&
    read.at(-1)?.ends === true &&
    said.every((says) => says > 0) &&
    said.reduce((sum, says) => sum + says, 0) >= leastSaid * said.length
  )
}

const all = (): string[][] =>
  readFileSync(new URL('neighbours.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
