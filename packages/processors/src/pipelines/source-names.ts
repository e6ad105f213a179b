import type { Outputs } from '@async-events/core'
import type { z } from 'zod'
import { pdfContract } from '../pdf/contract.ts'
import type { scrapeContract } from '../scrape/contract.ts'

type Page = z.output<typeof scrapeContract.result>

/** Enough for the prompt of a speech engine, and small in the job document. */
const maxHeadings = 100
const maxChars = 300

/**
 * What page and slides name that may be said, as parameters of `audio`: these alone, and not all that the pages and
 * slides hold, so that another picture or link does not transcribe a recording again.
 */
export function sourceNames(
  page: Page | null,
  slideSteps: readonly string[],
  outputs: Outputs,
): { page?: { title: string | null; event: string | null; speakers: string[] }; headings?: string[] } {
  const speakers = page?.speakers.map(({ name }) => begin(name)) ?? []
  const [title, event] = [page?.title, page?.event].map((text) => (text ? begin(text) : null))
  const headings = slideSteps.flatMap(
    (step) => pdfContract.result.safeParse(outputs[step]).data?.headings ?? [],
  )
  return {
    ...((title || event || speakers.length > 0) && {
      page: { title: title ?? null, event: event ?? null, speakers },
    }),
    ...(headings.length > 0 && { headings: [...new Set(headings)].slice(0, maxHeadings) }),
  }
}

const begin = (text: string): string => text.slice(0, maxChars).toWellFormed()
