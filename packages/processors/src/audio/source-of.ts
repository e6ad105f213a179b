import type { TranscriptSource } from '@async-events/core'
import { type Ranked, rankCaptions } from '../captions/choose/rank-captions.ts'
import type { Collected, FoundCaptions } from './collect-captions.ts'

const mostPassedOver = 20

/** What a job says about the captions that were taken. */
export function sourceOfCaptions(
  taken: FoundCaptions,
  collected: Collected,
  stated: string | null,
): TranscriptSource {
  const ranked = rankCaptions(collected.found, stated)
  const isGood = ranked.good.includes(taken)
  return {
    kind: taken.origin,
    ...describe(taken),
    reason: isGood ? (taken.origin === 'job' ? 'named_by_job' : 'best_captions') : 'nothing_better',
    passed_over: passedOver(collected, ranked, taken),
  }
}

/** The same about speech that an engine heard. */
export function sourceOfEngine(
  language: string | null,
  collected: Collected,
  stated: string | null,
): TranscriptSource {
  return {
    kind: 'engine',
    url: null,
    language,
    label: null,
    generated: true,
    coverage: null,
    reason: collected.found.length + collected.unread.length === 0 ? 'no_captions' : 'captions_not_fit',
    passed_over: passedOver(collected, rankCaptions(collected.found, stated), null),
  }
}

function passedOver(
  { found, unread }: Collected,
  ranked: Ranked<FoundCaptions>,
  taken: FoundCaptions | null,
): TranscriptSource['passed_over'] {
  const unknown = { language: null, label: null, generated: false, coverage: null }
  return [
    ...unread.map((url) => ({ kind: 'job' as const, ...unknown, url, reason: 'not_read' as const })),
    ...found
      .filter((one) => one !== taken)
      .map((one) => ({ kind: one.origin, ...describe(one), reason: ranked.passedOver(one) })),
  ].slice(0, mostPassedOver)
}

const describe = ({ url, language, detected, label, generated, coverage }: FoundCaptions) => ({
  url,
  language: language ?? detected,
  label,
  generated,
  coverage,
})
