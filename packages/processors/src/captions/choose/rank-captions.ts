import { type CaptionOrigin, type PassedOverReason, primarySubtag } from '@async-events/core'
import type { Judgement } from './judge-captions.ts'

/** Captions that were read, with what decides which are taken. */
export interface MeasuredCaptions extends Judgement {
  origin: CaptionOrigin
  /** As stated. */
  language: string | null
  /** Of the text; null where the language is stated, and of a text that is too short. */
  detected: string | null
  generated: boolean
}

/** In the language of the talk, in an unknown one, by their text in another one, by their label in another one. */
const languageRank = ({ language, detected }: MeasuredCaptions, wanted: string | null): number => {
  const stated = primarySubtag(language)
  if (wanted === null) return stated === null ? 1 : 0
  if (stated !== null) return stated === wanted ? 0 : 3
  return detected === null ? 1 : detected === wanted ? 0 : 2
}

/** Whether captions stand for what is said. */
export const isTrusted = ({ extent }: Judgement): boolean => extent === 'whole' || extent === 'part'

const untrustedFor = {
  little: 'covers_little',
  longer: 'longer_than_recording',
  silent: 'no_speech',
} as const

type Criterion = [reason: PassedOverReason, of: (one: MeasuredCaptions) => number]

/** In order of weight; the lower the better. */
const criteria = (wanted: string | null): Criterion[] => [
  ['not_named_by_job', ({ origin }) => (origin === 'job' ? 0 : 1)],
  ['other_language', (one) => Math.max(1, languageRank(one, wanted))],
  ['language_unknown', (one) => languageRank(one, wanted)],
  ['covers_less', ({ extent }) => (extent === 'part' ? 1 : 0)],
  ['generated', ({ generated }) => (generated ? 1 : 0)],
  // A tenth more or less is how tightly cues are set.
  ['covers_less', ({ coverage }) => 10 - Math.round(10 * (coverage ?? 1))],
  ['not_first', ({ origin }) => (origin === 'page' ? 0 : 1)],
]

export interface Ranked<C> {
  /** Best first; they make an engine needless. */
  good: C[]
  /** Best first; better than nothing. */
  poor: C[]
  /** Why the captions are not the first of `good`. */
  passedOver(one: C): PassedOverReason
}

/**
 * Captions in the order in which they are taken. Those of a stated other language are poor, unless the job names
 * them, and so are those that do not stand for what is said.
 */
export function rankCaptions<C extends MeasuredCaptions>(
  captions: readonly C[],
  stated: string | null,
): Ranked<C> {
  const wanted = primarySubtag(stated)
  const tests = criteria(wanted)
  const isForeign = (one: C): boolean => languageRank(one, wanted) === 3 && one.origin !== 'job'
  const sorted = captions.toSorted((a, b) => {
    for (const [, of] of tests) if (of(a) !== of(b)) return of(a) - of(b)
    return 0
  })
  const trusted = sorted.filter(isTrusted)
  const good = trusted.filter((one) => !isForeign(one))
  const spoken = sorted.filter((one) => !isTrusted(one) && one.extent !== 'silent')
  const [first] = good
  return {
    good,
    poor: [
      ...trusted.filter(isForeign),
      ...spoken.toSorted((a, b) => Number(isForeign(a)) - Number(isForeign(b))),
    ],
    passedOver(one) {
      const { extent } = one
      if (extent !== 'whole' && extent !== 'part') return untrustedFor[extent]
      if (isForeign(one)) return 'other_language'
      if (first === undefined) return 'not_first'
      return tests.find(([, of]) => of(one) > of(first))?.[0] ?? 'not_first'
    },
  }
}
