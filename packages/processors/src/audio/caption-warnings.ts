import { type JobWarning, primarySubtag } from '@async-events/core'
import type { MeasuredCaptions } from '../captions/choose/rank-captions.ts'

const remedy =
  'Give complete captions in captions_url, or set TRANSCRIPT_ENGINE to an engine that can hear it'

/** What makes one doubt the captions that were taken. */
export function captionWarnings(
  { origin, language, extent, coverage }: MeasuredCaptions,
  stated: string | null,
): Omit<JobWarning, 'step'>[] {
  const warnings: Omit<JobWarning, 'step'>[] = []
  const own = primarySubtag(language)
  if (own !== null && stated !== null && own !== stated) {
    const why = origin === 'job' ? 'the job names them' : 'there is nothing else'
    const message = `The captions are in "${language}" and not in "${stated}"; they are used because ${why}`
    warnings.push({ code: 'captions_other_language', message })
  }
  const share =
    coverage === null ? 'hold only a few words' : `cover ${Math.round(100 * coverage)} % of the recording`
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
