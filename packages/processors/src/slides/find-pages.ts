import type { StepWarning } from '@async-events/core'
import { findShownPages, placeLimits } from '@async-events/media'
import type { Page, PdfIndex } from '../pdf/contract.ts'
import type { Frame } from '../video/contract.ts'
import type { SlidesIndex } from './contract.ts'
import type { SlidesContext } from './slides-context.ts'
import { slidesCut } from './slides-cut.ts'
import { spansOf } from './spans-of.ts'

export interface Deck {
  /** `sha256` of its index. */
  file: string
  index: PdfIndex
}

export interface FoundPages {
  pages: SlidesIndex['pages']
  warnings: StepWarning[]
}

/** Which page of the decks is shown when; `frames` in order of time. */
export async function findPages(
  ctx: SlidesContext,
  decks: readonly Deck[],
  frames: readonly Frame[],
  duration: number | null,
): Promise<FoundPages> {
  const all = decks.flatMap(({ file, index }, deck) => index.pages.map((page) => ({ file, deck, page })))
  const pages = all.slice(0, placeLimits.pages)
  const looked = frames.slice(0, placeLimits.frames)
  ctx.progress(5, 'Reading the pictures')
  for (const [at, { page }] of pages.entries()) {
    const picture = pictureOf(page)
    if (picture) await ctx.artifacts.materialize(picture, `page-${at}.jpg`)
    ctx.signal.throwIfAborted()
  }
  for (const [at, { picture }] of looked.entries()) {
    await ctx.artifacts.materialize(picture, `frame-${at}.jpg`)
    ctx.signal.throwIfAborted()
  }
  ctx.progress(20, 'Looking for the slides in the recording')
  const placed = await findShownPages(
    ctx,
    { folder: ctx.workdir, pages: pages.map(({ deck }) => deck), frames: looked.length },
    (share) => ctx.progress(20 + 75 * share),
  )
  const spans = spansOf(
    placed.shown.map((shown) => shown?.page ?? null),
    looked.map(({ time }) => time),
    duration,
  )
  const found = pages.flatMap(({ file, page }, at): SlidesIndex['pages'] => {
    const twin = placed.twins.find((one) => one.page === at)?.of ?? at
    const own = spans.get(twin)
    const confidence = Math.max(
      0,
      ...placed.shown.map((shown) => (shown?.page === twin ? shown.confidence : 0)),
    )
    return own
      ? [{ file, number: page.number, spans: own, confidence: Math.round(confidence * 100) / 100 }]
      : []
  })
  return {
    pages: found,
    warnings: [
      ...(found.length === 0 && pages.length > 0 ? [withoutTimes(placed.likely)] : []),
      ...slidesCut([
        { name: 'pages', taken: pages.length, of: all.length },
        { name: 'pictures of the recording', taken: looked.length, of: frames.length },
      ]),
    ],
  }
}

/** The larger one tells more. */
const pictureOf = ({ picture, thumbnail }: Page): Page['picture'] => picture ?? thumbnail

function withoutTimes(likely: number): StepWarning {
  const why =
    likely === 0
      ? 'none of its pictures shows one of their pages'
      : 'its pictures are not clear enough to tell which page they show'
  return {
    code: 'slides_without_times',
    message: `It is not known when the slides are shown: the recording was searched for them, but ${why}. Check that attachments_url names the slides of this talk and video_url its recording; a recording that only shows the speaker gives no times`,
  }
}
