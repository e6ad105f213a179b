import type { Passage } from '@async-events/core'
import { escapeMarkdown } from '../markdown/escape-markdown.ts'
import type { ShownSlide } from './show-slides.ts'
import { slideTarget } from './slide-targets.ts'
import { timeLink } from './time-link.ts'
import type { Wording } from './wording/wording.ts'
import { say } from './wording/wording-of.ts'

export interface CiteInput {
  passages: readonly Passage[]
  slides: readonly Pick<ShownSlide, 'number' | 'title'>[]
  video: string | null
  words: Wording
}

/** More links tell nobody more. */
const mostLinks = 3
/** What was said so soon after what is linked already is found there, seconds. */
const soon = 20

/** Links to when and where passages were said or shown, such as `[12:34](https://…#t=754)`; empty for those of a page. */
export function citePassages(
  cited: readonly number[],
  { passages, slides, video, words }: CiteInput,
): string {
  const links: string[] = []
  let last: number | null = null
  for (const place of [...new Set(cited)].sort((a, b) => a - b)) {
    const passage = passages[place]
    if (passage === undefined || links.length >= mostLinks) continue
    if (passage.start !== null) {
      if (last !== null && passage.start >= last && passage.start - last < soon) continue
      last = passage.start
      const link = timeLink(passage.start, video)
      links.push(link.startsWith('[') ? link : `(${link})`)
    } else if (passage.slide !== null) {
      const slide = slides[passage.slide]
      const label = slide && say(words.slide, { number: String(slide.number) })
      if (label) links.push(`[${escapeMarkdown(label)}](${slideTarget(passage.slide)})`)
    }
  }
  return [...new Set(links)].join(' ')
}
