import { cleanSpoken, type Fault, isAnnounced, weighFault } from './find-fault.ts'
import { holdsNumber } from './holds-number.ts'
import { setsUp } from './sets-up.ts'
import { rulesOf } from './speech-rules/rules-of.ts'
import type { TalkContext } from './talk-context.ts'
import { isTurnedBy } from './turned-by.ts'

/** What rules find in one sentence of a talk. */
export interface SentenceReading {
  /** As it was said, and without the words at its beginning that mean nothing. */
  text: string
  clean: string
  fault: Fault | null
  /** The fault is the only one, and its rule is often wrong. */
  isDoubtful: boolean
  /** As it was said it begins with something that needs the sentence before it. */
  leansAtStart: boolean
  /** The speaker calls it a claim, a finding or a conclusion. */
  isAnnounced: boolean
  isConclusion: boolean
  isTold: boolean
  holds: boolean
  holdsNumber: boolean
  /** Stems that it calls definite because another sentence introduced them, each with how sure that is, 0 to 1. */
  needs: ReadonlyMap<string, number>
  isOfPerson: boolean
  /** 0 to 1. */
  centrality: number
  /** Its result comes behind it; one of the next two takes it back, or the next one. */
  isSetUp: boolean
  isTurned: boolean
  isTurnedByNext: boolean
}

/** Sentences of a talk in their order, with what is known of them from the whole. */
export interface TalkSentences {
  texts: readonly string[]
  language: string
  context: TalkContext
  centrality: readonly number[]
  /** The first sentence of the conclusion. */
  ends: number
}

export function readSentence(
  { texts, language, context, centrality, ends }: TalkSentences,
  at: number,
): SentenceReading {
  const text = texts[at] ?? ''
  const rules = rulesOf(language)
  const clean = cleanSpoken(text, language)
  const plain = straight(clean)
  return {
    text,
    clean,
    ...weighFault(clean, language),
    leansAtStart: rules?.leansAtStart.test(straight(text)) ?? false,
    isAnnounced: isAnnounced(text, language),
    isConclusion: at >= ends,
    isTold: rules?.told.test(plain) ?? false,
    holds: rules?.holds.test(plain) ?? false,
    holdsNumber: holdsNumber(plain),
    needs: context.needs(at),
    isOfPerson: context.isOfPerson(at),
    centrality: centrality[at] ?? 0,
    isSetUp: setsUp(text, texts[at + 1], language),
    isTurned: isTurnedBy(text, texts.slice(at + 1, at + 3), language),
    isTurnedByNext: isTurnedBy(text, texts.slice(at + 1, at + 2), language),
  }
}

const straight = (text: string): string => text.replace(/[’ʼ`´]/g, "'")
