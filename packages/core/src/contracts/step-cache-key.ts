import { createHash } from 'node:crypto'
import { canonicalJson } from '../domain/canonical-json.ts'
import type { MadeBy } from '../ports/step-cache.ts'
import type { ProcessorContract, StepInput } from './processor.ts'

export interface KeyParts {
  contract: ProcessorContract
  scope: string
  params: unknown
  inputs: readonly StepInput[]
  made_by: MadeBy
}

/** sha256 of everything that determines a step's output. Artifacts count by the hashes in their keys. */
export function stepCacheKey({ contract, scope, params, inputs, made_by }: KeyParts): string {
  const decides = {
    processor: contract.name,
    version: contract.version,
    scope,
    params,
    inputs: inputs.map(({ step, processor, status, output, error, reason }) => ({
      step,
      processor,
      status,
      output,
      error: error && { code: error.code, message: error.message },
      reason,
    })),
    engines: contract.engines.map((name) => made_by.engines[name] ?? null),
    fingerprint: made_by.fingerprint,
  }
  return createHash('sha256').update(canonicalJson(decides)).digest('hex')
}
