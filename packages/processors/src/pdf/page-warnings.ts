import type { StepWarning } from '@async-events/core'
import { packageOfPack } from '@async-events/media'
import type { Ocr } from './find-ocr.ts'
import { namePages } from './name-pages.ts'
import { maxScans, type ReadScans } from './read-scans.ts'
import type { StoredPage } from './store-page.ts'

/** Warnings about links in a presentation that were not followed. */
export function linkWarnings(links: number): StepWarning[] {
  if (links === 0) return []
  const [subject, verb] = links === 1 ? ['A link', 'was'] : [`${links} links`, 'were']
  return [
    {
      code: 'links_left_out',
      message:
        `${subject} of the presentation to external files ${verb} not followed: pictures and videos that are not in the ` +
        'file itself are missing',
    },
  ]
}

/** Warnings about pages that were not read in full. */
export function pageWarnings(pages: readonly StoredPage[], scans: ReadScans, ocr: Ocr): StepWarning[] {
  const warnings: StepWarning[] = []
  const warn = (code: StepWarning['code'], numbers: readonly number[], message: string): void => {
    if (numbers.length > 0) warnings.push({ code, message: message.replace('{pages}', namePages(numbers)) })
  }
  const numbersOf = (which: (page: StoredPage) => boolean): number[] =>
    pages.filter(which).map(({ page }) => page.number)
  const textless = numbersOf((page) => page.textless)

  warn(
    'page_unreadable',
    numbersOf((page) => !page.readable),
    'Not everything on {pages} could be read or drawn',
  )
  warn(
    'text_cut',
    numbersOf((page) => page.cut),
    'The text of {pages} is very long; only its beginning is kept',
  )
  if (ocr.pack === null) {
    warn('ocr_not_available', textless, `There is no text on {pages}, only pictures. ${ocr.problem}`)
    return warnings
  }
  if (ocr.missing !== null)
    warn(
      'ocr_language_missing',
      scans.read,
      `The text of {pages} was read from the picture as if it were English: the language pack ${ocr.missing} is ` +
        `not installed on this worker; install it with "apt-get install ${packageOfPack(ocr.missing)}"`,
    )
  warn('ocr_failed', scans.failed, 'OCR failed on {pages}')
  warn('ocr_cut', textless.slice(maxScans), `${maxScans} pages were read by OCR, {pages} were not`)
  return warnings
}
