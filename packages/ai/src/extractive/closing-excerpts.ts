import { primarySubtag } from '@async-events/core'
import { advises } from './advises.ts'
import { messageCue, saysNoMore } from './message-cues.ts'
import type { SentenceReading, TalkSentences } from './sentence-reading.ts'
import { rulesOf } from './speech-rules/rules-of.ts'
import type { SpokenExcerpt } from './spoken-excerpts.ts'

interface Ending extends TalkSentences {
  read: readonly SentenceReading[]
  /** A sentence that may not be quoted. */
  isBarred(at: number): boolean
  /** Whether a sentence and the next one may be quoted together. */
  isTogether(at: number): boolean
}

/** A message is given behind this share of the talk. */
const earliest = 0.7
/** Sentences, and characters. */
const most = 3
const longest = 420
const shortest = 50
/** Characters of a sentence that only announces. */
const longestCue = 100
const longestAnnouncement = 65
/** Words; what is shorter and tells the listeners nothing says too little. */
const fewest = 4
/** Of one talk. */
const enough = 2

/** What listeners need, must or should do. */
const needs: Readonly<Record<string, RegExp>> = {
  en: /^you (?:don't |do not |only |just )?(?:need to|have to|must|should)(?!\p{L})/iu,
  de: /^(?:Sie|ihr|du|man) (?:muss|müsst|müssen|sollte|solltet|sollten|braucht|brauchen)(?!\p{L})/u,
  fr: /^(?:il faut|il ne faut pas|vous devez|vous devriez|on doit)(?!\p{L})/iu,
  es: /^(?:hay que|no hay que|tenéis que|tienen que|debéis|deben)(?!\p{L})/iu,
  it: /^(?:bisogna|non bisogna|dovete|dovreste|si deve)(?!\p{L})/iu,
}

/** What no sentence of a message is. */
const never = new Set(['long', 'question', 'repeats', 'room', 'social', 'filler'])
/** What the first may lack: it has it from those behind it, or from what announced it. */
const mended = new Set(['short', 'empty', 'announces'])

/**
 * What the speaker gives the listeners to take home, near the end: up to three neighbours, the first announced as that by itself or by
 * the sentence before it, or all of them told to the listeners. At most two of a talk, the announced ones first.
 */
export function closingExcerpts(talk: Ending): SpokenExcerpt[] {
  const { texts, read } = talk
  const cue = messageCue(talk.language)
  if (cue === undefined) return []
  const from = Math.ceil(earliest * texts.length)
  const messages: (SpokenExcerpt & { isAnnounced: boolean })[] = []
  for (let at = from; at < texts.length; at += 1) {
    const one = read[at]
    if (one === undefined || !mayBegin(talk, one, at, cue)) continue
    const isAnnounced = announces(texts[at - 1], cue) || isOwnCue(one, cue)
    const isAdvice = tells(one, talk.language)
    if (!isAnnounced && !isAdvice) continue
    let text = one.clean
    let last = at
    for (let next = at + 1; next < at + most && mayFollow(talk, next); next += 1) {
      // Without its own announcement only advice goes on with advice
      const isNextAdvice = tells(read[next], talk.language)
      if (!isAnnounced && !isNextAdvice) break
      const longer = `${text} ${texts[next]}`
      if (longer.length > longest) break
      text = longer
      last = next
    }
    const isWhole =
      last > at || (isAnnounced && (one.fault === null || one.fault === 'announces' || one.isDoubtful))
    if (!isWhole || text.length < shortest) continue
    messages.push({ text, at, length: last - at + 1, isAnnounced })
    at = last
  }
  return messages
    .toSorted((a, b) => Number(b.isAnnounced) - Number(a.isAnnounced) || b.length - a.length)
    .slice(0, enough)
    .map(({ text, at, length }) => ({ text, at, length }))
}

/** A sentence that says no more than that the message comes. */
const announces = (before: string | undefined, cue: RegExp): boolean =>
  before !== undefined && before.length <= longestAnnouncement && cue.test(straight(before))

const isOwnCue = ({ text, isAnnounced }: SentenceReading, cue: RegExp): boolean =>
  isAnnounced || cue.test(straight(text).slice(0, longestCue))

function tells(one: SentenceReading | undefined, language: string): boolean {
  if (one === undefined) return false
  const plain = straight(one.clean).replace(joining, '')
  return advises(plain, language) || (needs[primarySubtag(language) ?? '']?.test(plain) ?? false)
}

function mayBegin(talk: Ending, one: SentenceReading, at: number, cue: RegExp): boolean {
  const { fault, isDoubtful, isAnnounced, text } = one
  if (talk.isBarred(at) || isAside(one, talk.language)) return false
  // It is what follows that it announces
  if (!isAnnounced && (saysNoMore.test(straight(text)) || (fault === 'short' && cue.test(straight(text)))))
    return false
  return (
    fault === null ||
    mended.has(fault) ||
    isDoubtful ||
    // An imperative at the beginning has a capital, and looks like a noun
    (fault === 'unfinished' && tells(one, talk.language))
  )
}

function mayFollow(talk: Ending, at: number): boolean {
  const one = talk.read[at]
  return (
    one !== undefined &&
    !talk.isBarred(at) &&
    talk.isTogether(at - 1) &&
    !(one.fault !== null && never.has(one.fault)) &&
    (tells(one, talk.language) ||
      ((!one.isTold || (one.holds && one.fault === null)) && one.text.split(' ').length >= fewest)) &&
    !isAside(one, talk.language)
  )
}

/** What ends in a colon, thanks, closes the talk, speaks of the speaker, or says where something is found. */
function isAside({ text, clean }: SentenceReading, language: string): boolean {
  const rules = rulesOf(language)
  const plain = straight(text)
  return (
    unfinished.test(plain) ||
    ofSpeaker.test(straight(clean)) ||
    found.test(plain) ||
    [rules?.closes, rules?.social, rules?.room].some((one) => one?.test(plain) ?? false)
  )
}

const straight = (text: string): string => text.replace(/[’ʼ`´]/g, "'")
const joining = /^(?:and|then|and then|und|dann|und dann|et|puis|y|e|poi),? /iu
const unfinished = /[:–—…-]["'”»)\]]*$|\.{3}$/
/** What the speaker says of himself is no message. */
const ofSpeaker =
  /(?<!\p{L})(?:I|I'(?:m|ve|d|ll)|me|[Ii]ch|mir|mich|[Jj]e|moi|[Yy]o|[Ii]o)(?!\p{L})|(?<!\p{L})[Jj]'/u
/** Where more is, and how to reach somebody. */
const found =
  /(?<!\p{L})(?:codeberg|github|gitlab|you(?:'ll| can| will)? find|find (?:it|us|me|them|everything)|can be found|is online|are online|available|download\p{L}*|findet? (?:ihr|Sie|man)|finden (?:Sie|wir)|erreichen|vous (?:le |la |les )?trouve\p{L}+|(?:lo |la |los |las )?encontrar(?:éis|án)|trovate|disponibil\p{L}+|disponible\p{L}*|repository|website|webseite|page web|página web|sito|contact\p{L}*|write to|schreibt? (?:mir|uns)|schreiben Sie)(?!\p{L})/iu
