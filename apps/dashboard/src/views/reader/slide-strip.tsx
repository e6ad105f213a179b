import type { SlideData } from '@async-events/client'
import type { JSX } from 'preact'
import { clock } from '../../parts/clock.ts'
import { useFile } from '../../service/use-file.ts'
import { words } from '../../words/words.ts'

interface Props {
  slides: readonly SlideData[]
  /** Second of the talk. */
  time: number
  fileOf: (path: string) => string | null
  onSlide: (slide: SlideData) => void
}

/** Slides in a strip; each leads to when it is shown, or to its place in the document. */
export function SlideStrip({ slides, time, fileOf, onSlide }: Props): JSX.Element {
  const said = words().reader
  return (
    <section class="slides" aria-label={said.slides}>
      <ol>
        {slides.map((slide, at) => {
          const start = slide.times[0]?.start
          const isShown = slide.times.some(
            ({ start: from, end }) => from <= time && (end === null || time < end),
          )
          return (
            <li key={at}>
              <button
                type="button"
                class="slide"
                aria-current={isShown ? 'true' : undefined}
                onClick={() => onSlide(slide)}
              >
                <Thumbnail url={slide.picture === null ? null : fileOf(slide.picture)} />
                <span class="slide-title">
                  {start !== undefined && <span class="number">{clock(start)} </span>}
                  {slide.title ?? said.slide(slide.number)}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** The title stands below it: the picture says nothing more to who does not see it. */
function Thumbnail({ url }: { url: string | null }): JSX.Element {
  const src = useFile(url)
  return src === null ? (
    <span class="slide-picture" />
  ) : (
    <img class="slide-picture" src={src} alt="" loading="lazy" />
  )
}
