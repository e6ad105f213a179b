import { stopWordsOf, wordsOf } from '@async-events/ai'
import type { SpokenNames } from './spoken-names.ts'

/**
 * Half of the 224 tokens that Whisper reads: after a prompt of 800 characters its base model left out half a minute of
 * speech. What an engine cuts off is the beginning, so the most useful names come last.
 */
const maxChars = 400
/** What each kind may take, so that a long list leaves room for the others. */
const shares = { vocabulary: 200, speakers: 90, title: 90, event: 40 } as const

/** `{by}` are the speakers. A prompt in sentences gives a transcript in sentences. */
const phrases: Record<string, string> = {
  de: 'Ein Vortrag von {by}.',
  en: 'A talk by {by}.',
  es: 'Una charla de {by}.',
  fr: 'Une conférence de {by}.',
  it: 'Un intervento di {by}.',
}

/**
 * Names and terms as running text for a speech engine; null when there is none. `language` is that of the talk as the
 * job states it.
 */
export function writePrompt(names: SpokenNames, language: string | null): string | null {
  const said = new Set<string>()
  const vocabulary = take(names.vocabulary, shares.vocabulary, said)
  const speakers = take(names.speakers, shares.speakers, said)
  const titles = take(names.titles, shares.title, said).slice(0, 1)
  const events = take(names.events, shares.event, said).slice(0, 1)
  const known = [
    ...[...events, ...titles].map(sentence),
    speakers.length === 0 ? '' : speakersOf(speakers, language),
    vocabulary.length === 0 ? '' : sentence(vocabulary.join(', ')),
  ].filter((part) => part !== '')
  const left = maxChars - known.reduce((sum, part) => sum + part.length + 1, 0) - 1
  const terms = take(termsOf(names.headings, language), left, new Set(known.flatMap(lowerWords)))
  const parts = terms.length === 0 ? known : [sentence(terms.join(', ')), ...known]
  return parts.length === 0 ? null : parts.join(' ')
}

/** The first ones that fit, each once. */
function take(names: readonly string[], chars: number, said: Set<string>): string[] {
  const taken: string[] = []
  let left = chars
  for (const name of names) {
    const key = name.toLowerCase()
    if (said.has(key) || name.length + 2 > left) continue
    said.add(key)
    taken.push(name)
    left -= name.length + 2
  }
  return taken
}

function speakersOf(speakers: readonly string[], language: string | null): string {
  const list = new Intl.ListFormat(language ?? 'en').format(speakers)
  const phrase = phrases[language ?? '']
  return sentence(phrase === undefined ? speakers.join(', ') : phrase.replace('{by}', () => list))
}

const sentence = (text: string): string => (/[.!?…。！？]$/.test(text) ? text : `${text}.`)

const lowerWords = (text: string): string[] => wordsOf(text).map((word) => word.toLowerCase())

/** Words of headings that an engine is likely to spell wrong: those with capitals or digits within, then long ones. */
function termsOf(headings: readonly string[], language: string | null): string[] {
  const common = stopWordsOf(language ?? 'en')
  const words = headings
    .flatMap(wordsOf)
    .filter((word) => word.length >= 4 && /\p{L}{2}/u.test(word) && !common.has(word.toLowerCase()))
  const marked = words.filter((word) => /\p{L}.*\p{Lu}|\p{L}.*\p{N}/u.test(word) && !/^\p{Lu}+$/u.test(word))
  const long = words.filter((word) => word.length >= 7)
  return [...marked, ...long.toSorted((a, b) => b.length - a.length)]
}
