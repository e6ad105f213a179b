/** Their short forms take seconds, and need nothing but what the tests need: they run in the gate. */
export const gateBenches = [
  'submit',
  'batch',
  'flow',
  'hop',
  'read',
  'list',
  'page',
  'small-pages',
  'cache',
  'sse',
  'webhooks',
] as const

/** Benches that give a report, in the order in which `npm run bench` runs them. */
export const comparedBenches = [
  ...gateBenches,
  'pdf',
  'video',
  'audio',
  'archive',
  'start',
  'demo',
  'scaling',
  'soak',
] as const
