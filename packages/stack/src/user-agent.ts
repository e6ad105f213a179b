import manifest from '../package.json' with { type: 'json' }
import type { StackConfig } from './stack-config.ts'

/** How requests to other sites are signed: the product, the version that runs, and whom to ask about it. */
export const userAgentOf = ({ FETCH_CONTACT }: Pick<StackConfig, 'FETCH_CONTACT'>): string =>
  `async-events/${manifest.version} (+${FETCH_CONTACT})`
