import { readParagraphs } from './read-sentences.ts'
import { stopWordsOf } from './stop-words.ts'
import { stemOf, wordsOf } from './words-of.ts'

interface Candidate {
  /** Frequency of each spelling. */
  forms: Map<string, number>
  count: number
  length: number
  /** Capitalised or with a digit where no rule requires it: a name. */
  named: boolean
}

/** Function words, which split phrases like punctuation does. */
const breaks = /[.,;:!?()[\]{}"“”„»«/|–—…]|\s-\s|\n/

/**
 * Keywords and key phrases of the source, the best first: runs of content words (RAKE, Rose et al. 2010) weighted by
 * frequency, length, and occurrence in the title.
 */
export function extractKeywords(
  source: { title: string; text: string },
  language: string,
  limit: number,
): string[] {
  const stopWords = stopWordsOf(language)
  const candidates = new Map<string, Candidate>()
  for (const text of [source.title, ...readParagraphs(source.text)]) {
    for (const part of text.split(breaks)) addPhrases(wordsOf(part), stopWords, language, candidates)
  }
  const titleStems = new Set(wordsOf(source.title).map(stemOf))
  const scored = [...candidates].map(([key, candidate]) => {
    const stems = key.split(' ')
    const inTitle = stems.filter((stem) => titleStems.has(stem)).length / stems.length
    const weight = candidate.count * (1 + 0.6 * (candidate.length - 1)) + (candidate.named ? 1 : 0)
    return { key, candidate, score: weight * (1 + inTitle) }
  })
  const worthy = scored.filter(({ key, candidate }) => isWorthy(key, candidate, titleStems))
  worthy.sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
  return choose(worthy, limit)
}

/** A phrase that occurs once is noise, unless it is a name or in the title. */
function isWorthy(
  key: string,
  { forms, count, length, named }: Candidate,
  title: ReadonlySet<string>,
): boolean {
  const form = [...forms.keys()][0] ?? ''
  // English verbs and adverbs, by their endings: "gained worldwide attention" names nothing
  const acts = length > 1 && form.split(' ').some((word) => /^\p{Ll}+(ed|ing|ly)$/u.test(word))
  if (named) return !acts
  if (count > 1) return length === 1 ? count > 2 || title.has(key) : !acts
  return length === 2 && !acts && key.split(' ').every((stem) => title.has(stem))
}

function choose(worthy: { key: string; candidate: Candidate }[], limit: number): string[] {
  const chosen: { key: string; form: string }[] = []
  for (const { key, candidate } of worthy) {
    if (chosen.length >= limit) break
    const words = key.split(' ')
    const known = chosen.some((other) => {
      const others = other.key.split(' ')
      return words.every((word) => others.includes(word)) || others.every((word) => words.includes(word))
    })
    if (!known) chosen.push({ key, form: commonForm(candidate) })
  }
  return chosen.map(({ form }) => form)
}

function addPhrases(
  words: readonly string[],
  stopWords: ReadonlySet<string>,
  language: string,
  candidates: Map<string, Candidate>,
): void {
  let run: string[] = []
  const end = () => {
    for (let from = 0; from < run.length; from++) {
      for (let length = 1; length <= 3 && from + length <= run.length; length++) {
        addCandidate(run.slice(from, from + length), words[0] === run[from], language, candidates)
      }
    }
    run = []
  }
  for (const word of words) {
    const lower = word.toLowerCase().replace(/['’].*$/u, '')
    if (stopWords.has(lower) || /^[\d.,'’-]+$/.test(word) || word.length < 2) end()
    else run.push(word)
  }
  end()
}

function addCandidate(
  words: readonly string[],
  begins: boolean,
  language: string,
  candidates: Map<string, Candidate>,
): void {
  const key = words.map(stemOf).join(' ')
  const known = candidates.get(key) ?? { forms: new Map(), count: 0, length: words.length, named: false }
  const form = words.join(' ')
  known.forms.set(form, (known.forms.get(form) ?? 0) + 1)
  known.count += 1
  // German capitalises every noun, so a capital does not mark a name there
  const capital = words.every((word, index) => /^\p{Lu}/u.test(word) && !(begins && index === 0))
  if (words.some((word) => /\p{Lu}.*\p{Lu}|\p{L}\d/u.test(word)) || (capital && !language.startsWith('de'))) {
    known.named = true
  }
  candidates.set(key, known)
}

/** The most frequent form; lower case where only case differs. */
function commonForm({ forms }: Candidate): string {
  const sorted = [...forms].sort(([a, countA], [b, countB]) => countB - countA || (a > b ? -1 : 1))
  const [best = ''] = sorted[0] ?? []
  return forms.has(best.toLowerCase()) ? best.toLowerCase() : best
}
