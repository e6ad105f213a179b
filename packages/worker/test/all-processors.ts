import type { ProcessorContract, Runner } from '@async-events/core'
import { registry } from '@async-events/processors'
import { runners } from '@async-events/processors/runners'
import type { LoadedProcessor } from '../src/index.ts'

/** Every processor with its real runner, as all workers together have them. */
export async function allProcessors(): Promise<Map<string, LoadedProcessor>> {
  const loaded = Object.entries(registry).map(async ([name, contract]) => {
    const run = (await runners[name as keyof typeof runners]()) as unknown as Runner<ProcessorContract>
    return [name, { contract, run }] as const
  })
  return new Map(await Promise.all(loaded))
}
