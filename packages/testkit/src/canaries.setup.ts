import type { TestProject } from 'vitest/node'
import { type Canary, describeDials, startCanaries } from './canaries.ts'

declare module 'vitest' {
  interface ProvidedContext {
    canaries: Canary[]
  }
}

/** Canaries of the whole run, for all projects; a single connection to one fails it. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const canaries = await startCanaries()
  if (canaries.leftOut.length > 0)
    console.warn(`canaries: this machine has no address for ${canaries.leftOut.join(', ')}`)
  provide('canaries', canaries.list)
  return async () => {
    const dials = await canaries.dials()
    await canaries.close()
    if (dials.length > 0)
      throw new Error(`${dials.length} connections to places that nobody may go to:\n${describeDials(dials)}`)
  }
}
