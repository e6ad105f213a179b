import { inputsOf, type StepContext } from '@async-events/core'
import type { z } from 'zod'
import { audioContract } from '../audio/contract.ts'
import { transformContract } from './contract.ts'

type StepTranscript = Omit<z.output<(typeof audioContract)['result']>, 'duration'>

/** The document's own transcript (corrected, or given by the job), else what was heard; null when there is neither. */
export function transcriptOfSteps(steps: Pick<StepContext, 'inputs'>): StepTranscript | null {
  const own = inputsOf(steps, transformContract).flatMap(({ transcript }) => transcript ?? [])
  const [first] = own
  return first
    ? { ...first, source: null, mended: { count: 0, places: [] } }
    : (inputsOf(steps, audioContract)[0] ?? null)
}
