export { type Embedded, type EmbeddedOptions, startEmbedded } from './start-embedded.ts'
export type { EmbeddedLog } from './supervise.ts'
