import type { SessionJobCreate } from '@async-events/client'

/** Jobs that wait for a day long after this one: they can be stored, told of, cancelled and restarted, and run nothing. */
export const heldJobs = (origin: string, count: number): SessionJobCreate[] =>
  Array.from({ length: count }, (_, at) => ({
    not_before: '2090-01-01T00:00:00Z',
    parameters: {
      event: 'Bench',
      session: `Talk ${at}`,
      url: `${origin}/samples/talks/reed-beds.html`,
      filename: `talk-${at}.md`,
      track: 'main',
    },
  }))
