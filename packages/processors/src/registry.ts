import { archiveContract } from './archive/contract.ts'
import { audioContract } from './audio/contract.ts'
import { boundariesContract } from './boundaries/contract.ts'
import { pdfContract } from './pdf/contract.ts'
import { scrapeContract } from './scrape/contract.ts'
import { slidesContract } from './slides/contract.ts'
import { summaryContract } from './summary/contract.ts'
import { transformContract } from './transform/contract.ts'
import { videoContract } from './video/contract.ts'

/** Every processor, by name. A new one is a folder, a line here and a line in `runners.ts`. */
export const registry = {
  scrape: scrapeContract,
  video: videoContract,
  boundaries: boundariesContract,
  audio: audioContract,
  pdf: pdfContract,
  slides: slidesContract,
  transform: transformContract,
  summary: summaryContract,
  archive: archiveContract,
} as const

export type ProcessorName = keyof typeof registry
