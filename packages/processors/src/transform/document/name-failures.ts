import type { StepInput } from '@async-events/core'
import { type NamedPart, type ToldReason, toldReasons, type Wording } from './wording/wording.ts'
import { say } from './wording/wording-of.ts'

/** A skipped step is named for these reasons only: others are as the job wished, or follow from a failure named already. */
const toldSkips: readonly (string | null)[] = ['not_configured', 'language_not_supported']

/**
 * One line per part that a reader may miss, in plan order, each once. `unspoken` means that the recording was
 * transcribed and holds no speech.
 */
export function nameFailures(inputs: readonly StepInput[], unspoken: boolean, words: Wording): string[] {
  const lines = inputs.flatMap(({ processor, status, error, reason }) => {
    const failed = status === 'failed'
    const told = failed || (status === 'skipped' && toldSkips.includes(reason))
    if (!told || !isNamedPart(processor, words)) return []
    const code = failed ? (error?.code ?? null) : reason
    const named = words.failed[processor]
    const why = isTold(code) ? `, ${words.reasons[code]}` : ''
    return [say(words.failure, { part: named.part, failed: named.failed + why })]
  })
  return [...new Set([...lines, ...(unspoken ? [words.nothingSaid] : [])])]
}

const isNamedPart = (processor: string, words: Wording): processor is NamedPart =>
  Object.hasOwn(words.failed, processor)

const isTold = (code: string | null): code is ToldReason => toldReasons.some((told) => told === code)
