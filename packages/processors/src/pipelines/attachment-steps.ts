import type { Plan } from '@async-events/core'
import { pdfContract } from '../pdf/contract.ts'
import { fileOfPage } from '../pdf/file-of-page.ts'

/** As many as a job may name; a page may list a whole conference's files. */
const maxSteps = 30

interface PageAttachment {
  url: string
  media_type: string | null
}

/**
 * One step per attachment. Those that the job names come first, start at once and are all read; of those found on the
 * page, only slides are read.
 */
export function attachmentSteps(given: readonly string[], found: readonly PageAttachment[]): Plan {
  const slides = found.filter(isReadable).map(({ url }) => url)
  const urls = [...new Set([...given, ...slides])].slice(0, maxSteps)
  return Object.fromEntries(
    urls.map((url, index) => [
      `pdf-${index + 1}`,
      {
        name: pdfContract.name,
        queue: pdfContract.queue,
        optional: true,
        source: true,
        needs: given.includes(url) ? [] : ['scrape'],
        args: { attachment_url: url },
      },
    ]),
  )
}

/** What the step can read: a deck at a host is a page, and few hosts offer the file. */
function isReadable({ url, media_type: type }: PageAttachment): boolean {
  if (type === null || type === 'text/html') if (fileOfPage(url) !== url) return true
  if (type === 'text/html') return false
  return /\.(pdf|pptx?|odp)([?#]|$)/i.test(url) || /pdf|presentation|powerpoint/i.test(type ?? '')
}
