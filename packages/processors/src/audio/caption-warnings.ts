import { primarySubtag, type StepWarning } from '@async-events/core'
import type { MeasuredCaptions } from '../captions/choose/rank-captions.ts'
import type { FoundCaptions } from './collect-captions.ts'

/** Captions that the job names, that could be read, and in whose place something else is taken. */
export function passedOverWarnings(
  found: readonly FoundCaptions[],
  taken: FoundCaptions | null,
): StepWarning[] {
  const named = found.filter(({ origin }) => origin === 'job')
  if (taken?.origin === 'job') return []
  return named.map(({ url, extent, coverage }) => {
    const why = {
      silent: 'hold no speech',
      longer: 'go on after the end of the recording',
      little: coverage === null ? 'hold only a few words' : `cover ${percent(coverage)} of the recording`,
      part: 'hold only a part of it',
      whole: 'fit less',
    }[extent]
    const message = `The captions at ${url ?? 'captions_url'} ${why}; something else was taken. Check captions_url`
    return { code: 'captions_not_taken', message }
  })
}

const percent = (share: number): string => `${Math.round(100 * share)} %`

const remedy =
  'Give complete captions in captions_url, or set TRANSCRIPT_ENGINE to an engine that can hear it'

/** What makes one doubt the captions that were taken. */
export function captionWarnings(
  { origin, language, extent, coverage }: MeasuredCaptions,
  stated: string | null,
): StepWarning[] {
  const warnings: StepWarning[] = []
  const own = primarySubtag(language)
  if (own !== null && stated !== null && own !== stated) {
    const why = origin === 'job' ? 'the job names them' : 'there is nothing else'
    const message = `The captions are in "${language}" and not in "${stated}"; they are used because ${why}`
    warnings.push({ code: 'captions_other_language', message })
  }
  const share = coverage === null ? 'hold only a few words' : `cover ${percent(coverage)} of the recording`
  if (extent === 'part' || extent === 'little') {
    const message = `The captions ${share}; they are used because there is nothing better. ${remedy}`
    warnings.push({ code: 'captions_incomplete', message })
  }
  if (extent === 'longer') {
    const message = `The captions go on after the end of the recording, so they may belong to another cut; they are used because there is nothing better. ${remedy}`
    warnings.push({ code: 'captions_longer', message })
  }
  return warnings
}
