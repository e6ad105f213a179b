import { joinSpeech } from '../join-speech.ts'

/** Text put into paragraphs of about this many characters, at ends of sentences. */
const wanted = 600
/** Speech recognisers that write no full stops make sentences without end; those are cut between words. */
const longest = 1_000

/** Paragraphs of whole sentences. */
export function groupSentences(text: string, language: string): string[] {
  const paragraphs: string[] = []
  let current = ''
  for (const sentence of sentencesOf(text, language)) {
    if (current !== '' && current.length + sentence.length > wanted + 100) {
      paragraphs.push(current)
      current = ''
    }
    current = joinSpeech([current, sentence])
  }
  return current === '' ? paragraphs : [...paragraphs, current]
}

/** The sentences of running text; very long ones are cut between words. */
export function sentencesOf(text: string, language: string): string[] {
  return [...segmenter(language).segment(text)]
    .flatMap(({ segment }) => cutBetweenWords(segment.trim()))
    .filter((sentence) => sentence !== '')
}

function cutBetweenWords(sentence: string): string[] {
  const parts: string[] = []
  let rest = sentence
  while (rest.length > longest) {
    const space = rest.lastIndexOf(' ', wanted)
    const end = space > 0 ? space : wanted
    parts.push(rest.slice(0, end))
    rest = rest.slice(end).trimStart()
  }
  return [...parts, rest]
}

function segmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'sentence' })
  } catch {
    return new Intl.Segmenter('en', { granularity: 'sentence' })
  }
}
