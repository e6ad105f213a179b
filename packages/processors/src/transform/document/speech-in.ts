import type { Cue } from '../../captions/cue.ts'
import { endsSentence, repeats } from '../../captions/group/group-cues.ts'
import { sentencesOf } from '../../captions/group/group-sentences.ts'
import { joinSpeech } from '../../captions/join-speech.ts'
import type { Span } from '../slides/slide.ts'

/** Some sentences: the whole of it is in the transcript. Characters. */
const most = 400

/**
 * The speech in these spans: its first sentences, or its first pieces when it has no full stops. An ellipsis marks
 * omissions. A piece belongs to the span that holds most of it.
 */
export function speechIn(cues: readonly Cue[], spans: readonly Span[], language: string): string {
  const spoken = cues.filter((cue) => spans.some((span) => lies(cue, span)))
  const texts: string[] = []
  for (const { text } of spoken) if (!repeats(texts.at(-1) ?? '', text)) texts.push(text)
  const whole = joinSpeech(texts)
  const pieces = texts.some(endsSentence) ? sentencesOf(whole, language) : texts
  const lead = /^\p{Ll}/u.test(whole) && texts.some(endsSentence) ? '… ' : ''
  return lead + begin(pieces)
}

function lies({ start, end }: Cue, span: Span): boolean {
  const middle = (start + end) / 2
  return middle >= span.start && (span.end === null || middle < span.end)
}

function begin(pieces: readonly string[]): string {
  let text = ''
  for (const [index, piece] of pieces.entries()) {
    if (text !== '' && text.length + piece.length >= most) return `${text} …`
    text = joinSpeech([text, piece])
    if (text.length <= most) continue
    const space = text.lastIndexOf(' ', most)
    const cut = text.slice(0, space > most / 2 ? space : most)
    return cut.length < text.length || index < pieces.length - 1 ? `${cut.toWellFormed()} …` : text
  }
  return text
}
