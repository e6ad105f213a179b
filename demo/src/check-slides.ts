import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ExpectedSession } from './expected-session.ts'
import { pictureKind } from './picture-kind.ts'
import { slidesOfDocument } from './slides-of-document.ts'

/** Smaller pictures are thumbnails, not readable slides. Pixels. */
const minWidth = 480
/** Tolerance in seconds of a link: it has whole seconds, and pictures are some frames apart. */
const tolerance = 1

export interface SlidesFound {
  problems: string[]
  count: number
}

/** The pictures that a document shows: how many, whole pictures all of them, with their titles and times. */
export async function checkSlides(
  document: string,
  { count, titles, times }: NonNullable<ExpectedSession['slides']> = { count: 0 },
): Promise<SlidesFound> {
  const slides = slidesOfDocument(await readFile(document, 'utf8'))
  const problems = slides.length === count ? [] : [`${slides.length} pictures in the document, not ${count}`]
  for (const [index, { title, target, time }] of slides.entries()) {
    const path = join(dirname(document), decodeURIComponent(target))
    const picture = await readFile(path).then(pictureKind, () => null)
    if (!picture) problems.push(`${target} is no picture`)
    else if (picture.width < minWidth) problems.push(`${target} is only ${picture.width} pixels wide`)
    const wanted = titles?.[index]
    if (wanted !== undefined && !title.includes(wanted)) problems.push(`"${title}" is not "${wanted}"`)
    const at = times?.[index]
    if (at !== undefined && (time === null || Math.abs(time - at) > tolerance))
      problems.push(`"${title}" is linked to second ${time}, not ${at}`)
  }
  return { problems, count: slides.length }
}
