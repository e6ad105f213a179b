import type { TextModel } from '@async-events/core'

/** `createExtractive`, loaded with its first request: its rules for sentences cost a tenth of a worker's start. */
export const offlineEngine: TextModel = {
  name: 'extractive',
  async fill(request) {
    const { createExtractive } = await import('./create-extractive.ts')
    return createExtractive().fill(request)
  },
}
