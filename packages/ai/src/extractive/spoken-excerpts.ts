import type { Fault } from './find-fault.ts'
import { hangsOnCondition } from './hangs-on-condition.ts'
import { isCue } from './message-cues.ts'
import type { SentenceReading, TalkSentences } from './sentence-reading.ts'
import { beginsStory } from './sets-up.ts'

/** Neighbours that may be quoted together. */
export interface SpokenExcerpt {
  text: string
  /** Of the talk's sentences: the first, and how many. */
  at: number
  length: number
}

interface Neighbourhood extends TalkSentences {
  read: readonly SentenceReading[]
  /** A sentence that may not be quoted: it is taken back, replaced, somebody else's, or has no full stop. */
  isBarred(at: number): boolean
  /** Whether a sentence and the next one may be quoted together: of one speaker, and of one part. */
  isTogether(at: number): boolean
  /** How many sentences behind one hold the other number of its contrast; null for none. */
  counterparts: readonly (number | null)[]
}

/** Sentences and characters. */
const most = 4
const longest = 420
const shortest = 60

/** What no sentence of an excerpt may be. */
const never: ReadonlySet<Fault> = new Set([
  'long',
  'question',
  'repeats',
  'room',
  'social',
  'filler',
  'announces',
  'scene',
])
/** Faults of the first sentence that those behind it may mend. */
const mended: ReadonlySet<Fault> = new Set(['short', 'empty'])

/**
 * Two to four neighbours that may stand alone together as far as rules can tell: the first needs nothing before it, the last is turned by
 * nothing behind it, and what leans in between may lean on what is quoted. Whether it does a model tells.
 */
export function spokenExcerpts(talk: Neighbourhood): SpokenExcerpt[] {
  const found: SpokenExcerpt[] = []
  for (const at of talk.texts.keys()) {
    if (!mayBegin(talk, at)) continue
    let text = talk.read[at]?.clean ?? ''
    for (let last = at + 1; last < at + most && mayFollow(talk, last); last += 1) {
      text = `${text} ${talk.texts[last]}`
      if (text.length > longest) break
      if (text.length >= shortest && mayEnd(talk, last)) found.push({ text, at, length: last - at + 1 })
    }
  }
  return found
}

function mayBegin({ texts, language, read, isBarred, counterparts }: Neighbourhood, at: number): boolean {
  const one = read[at]
  if (one === undefined || isBarred(at) || unfinished.test(one.text) || isCue(one.text, language))
    return false
  if (one.fault !== null && !mended.has(one.fault) && !one.isDoubtful) return false
  // The other half of a contrast
  if (counterparts[at - 1] === 1 || counterparts[at - 2] === 2) return false
  const before = texts.slice(Math.max(0, at - 4), at)
  return !hangsOnCondition(one.text, before.slice(-2), language) && !beginsStory(before, language)
}

function mayFollow({ read, isBarred, isTogether }: Neighbourhood, at: number): boolean {
  const one = read[at]
  return (
    one !== undefined &&
    !isBarred(at) &&
    isTogether(at - 1) &&
    !(one.fault !== null && never.has(one.fault)) &&
    !unfinished.test(one.text) &&
    // The next point
    !one.isAnnounced &&
    !beginsPoint.test(one.text)
  )
}

/** Whether nothing behind it takes it back, or says what came of it. */
const mayEnd = ({ read, counterparts }: Neighbourhood, at: number): boolean =>
  (counterparts[at] ?? 0) === 0 &&
  counterparts[at - 1] !== 2 &&
  read[at]?.isTurned === false &&
  read[at]?.isSetUp === false &&
  read[at]?.fault !== 'unfinished'

/** The next point of a list, or the next chapter: it does not belong to what is before it. */
const beginsPoint =
  /^(?:(?:and|so|now|und|so|also|et|donc|alors|y|e|allora),? )*(?:(?:my |the |le |la |el |il |l['’]|die |der |das |mein\p{L}* |ma |mon |mi |la mia |il mio )?(?:first|second|third|fourth|fifth|last|final|next|other|erst|zweit|dritt|viert|letzt|nächst|premi|deuxi|second|troisi|quatri|derni|autre|primer|segund|tercer|cuart|últim|otr|prim|second|terz|quart|ultim|altr)\p{L}{0,5}(?: (?:thing|point|reason|lesson|part|one|idea|Sache|Punkt|Grund|chose|point|leçon|cosa|punto|lección|razón|lezione)|[:,]|$)|what (?:didn['’]t|did not|went|doesn['’]t)|was nicht|was schief|ce qui n['’]|ce qui ne|lo que no|quello che non|not everything|non tutto|nicht alles|tout n['’])(?!\p{L})/iu
const unfinished = /[:–—…-]["'”»)\]]*$|\.{3}$/
