import { createHash } from 'node:crypto'
import { canonicalJson, type EngineName, type ProcessorContract, type StepInput } from '@async-events/core'

export interface KeyParts {
  contract: ProcessorContract
  scope: string
  params: unknown
  inputs: readonly StepInput[]
  engines: Record<EngineName, string | null>
  /** Of the runner; see `Runner.fingerprint`. */
  fingerprint: string | null
}

/** sha256 of everything that determines a step's output. Artifacts count by the hashes in their keys. */
export function stepCacheKey({ contract, scope, params, inputs, engines, fingerprint }: KeyParts): string {
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
    engines: contract.engines.map((name) => engines[name]),
    fingerprint,
  }
  return createHash('sha256').update(canonicalJson(decides)).digest('hex')
}
