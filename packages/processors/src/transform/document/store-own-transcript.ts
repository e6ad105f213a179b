import type { StepContext } from '@async-events/core'
import type { z } from 'zod'
import { storeTranscript } from '../../captions/write/store-transcript.ts'
import type { transformContract } from '../contract.ts'
import type { Sources } from './read-sources.ts'
import type { Transcript } from './write-transcript.ts'

type OwnTranscript = z.output<(typeof transformContract)['result']>['transcript']

/**
 * The files of a transcript that takes the place of what was heard: a correction, or one that the job gives. Null when
 * there is none of these, or when it has no times.
 */
export async function storeOwnTranscript(
  { artifacts, params }: Pick<StepContext<typeof transformContract>, 'artifacts' | 'params'>,
  { given, segments }: Pick<Sources, 'given' | 'segments'>,
  transcript: Transcript | null,
  language: string,
): Promise<OwnTranscript> {
  if (params.correction) {
    const { segments: corrected } = params.correction
    const stored = await storeTranscript(artifacts, segments, language)
    return { engine: 'corrected', language, ...stored, segments: corrected }
  }
  const cues = given === null ? [] : (transcript?.cues ?? [])
  if (cues.length === 0) return null
  return { engine: 'given', language, ...(await storeTranscript(artifacts, cues, language)) }
}
