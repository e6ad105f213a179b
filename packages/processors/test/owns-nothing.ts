import type { StepSurroundings } from '@async-events/core'

/** The owner of a job who has no templates and no other jobs. */
export const ownsNothing: Pick<StepSurroundings, 'ownTemplates' | 'finishedJobs'> = {
  ownTemplates: { names: async () => [], read: async () => null },
  finishedJobs: { find: async () => [], read: async () => null },
}
