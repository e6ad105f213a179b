import { archiveContract } from './archive/contract.ts'
import { scrapeContract } from './scrape/contract.ts'
import { transformContract } from './transform/contract.ts'

/** Every processor, by name. Adding one is a folder, a line here and a line in `runners.ts`. */
export const registry = {
  scrape: scrapeContract,
  transform: transformContract,
  archive: archiveContract,
} as const

export type ProcessorName = keyof typeof registry
