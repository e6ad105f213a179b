import { readFileSync } from 'node:fs'
import { cleanSpoken } from '../../packages/ai/src/extractive/find-fault.ts'
import type { TalkOfFile } from './read-talk.ts'

/** What readers say of the sentences of a talk, by the rubric of docs/summary-rubric.md. */
export interface TalkLabels {
  /** Of a sentence, or of one with those behind it; null where nobody read them. */
  isUseful(places: readonly number[]): boolean | null
  /** Says one of the talk's main points. */
  isMain(places: readonly number[]): boolean
  /** Is one of those of which a summary should have at least one: the claim, the finding. */
  isFinding(places: readonly number[]): boolean
}

interface Label {
  reader: string
  mark: string
  beginning: string
}

/** The last reading of one person, made with the first in view, is not independent. */
const independent = ['third', 'fifth', 'sixth', 'seventh']

/**
 * `labels.tsv`: `own` read each sentence of each talk, before any model was trained, and the file has those that are useful, so that
 * no line means not useful; `pair` is a sentence with the one behind it. The others are the readers of `readings.md`, who read what was
 * quoted; where they read a sentence, their mark counts. Of talks without a line of `own` nobody read what was not quoted.
 */
export function readLabels(name: string, talk: TalkOfFile): TalkLabels {
  const labels = all().get(name) ?? []
  const texts = talk.passages.map(({ from, text }) =>
    from === 'speech' ? cleanSpoken(text, talk.language) : '',
  )
  const marks = new Map<string, Label[]>()
  for (const label of labels) {
    const at = texts.findIndex((text) => text.startsWith(label.beginning))
    if (at === -1) continue
    const key = keyOf(label.mark.endsWith('pair') ? [at, at + 1] : [at])
    marks.set(key, [...(marks.get(key) ?? []), label])
  }
  const isReadWhole = labels.some(({ reader }) => reader === 'own')
  const of = (places: readonly number[]): Label[] => marks.get(keyOf(places)) ?? []
  const isUseful = (places: readonly number[]): boolean | null => {
    const read = of(places).filter(({ reader }) => independent.includes(reader))
    if (read.length > 0) return read.every(({ mark }) => !mark.startsWith('not'))
    if (of(places).some(({ mark }) => /^(?:useful|main)/.test(mark))) return true
    if (of(places).some(({ mark }) => mark.startsWith('not'))) return false
    if (places.length === 1) return isReadWhole ? false : null
    return places.every((place) => isUseful([place]) === true) ? true : null
  }
  return {
    isUseful,
    isMain: (places) =>
      [places, ...places.map((place) => [place])].some((some) =>
        of(some).some(({ mark }) => mark.startsWith('main')),
      ),
    isFinding: (places) =>
      [places, ...places.map((place) => [place])].some((some) =>
        of(some).some(({ mark }) => mark.startsWith('finding')),
      ),
  }
}

const keyOf = (places: readonly number[]): string => places.join('+')

function all(): Map<string, Label[]> {
  const lines = readFileSync(new URL('labels.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  const found = new Map<string, Label[]>()
  for (const line of lines) {
    const [talk = '', reader = '', mark = '', beginning = ''] = line.split('\t')
    found.set(talk, [...(found.get(talk) ?? []), { reader, mark, beginning }])
  }
  return found
}
