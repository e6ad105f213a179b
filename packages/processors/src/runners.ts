import type { Runner } from '@async-events/core'
import type { ProcessorName, registry } from './registry.ts'

/** One runner per contract, loaded when a worker starts. The compiler checks the result type. */
export const runners: { [N in ProcessorName]: () => Promise<Runner<(typeof registry)[N]>> } = {
  scrape: async () => (await import('./scrape/run.ts')).runScrape,
  video: async () => (await import('./video/run.ts')).runVideo,
  boundaries: async () => (await import('./boundaries/run.ts')).runBoundaries,
  audio: async () => (await import('./audio/run.ts')).runAudio,
  pdf: async () => (await import('./pdf/run.ts')).runPdf,
  slides: async () => (await import('./slides/run.ts')).runSlides,
  transform: async () => (await import('./transform/run.ts')).runTransform,
  summary: async () => (await import('./summary/run.ts')).runSummary,
  archive: async () => (await import('./archive/run.ts')).runArchive,
}
