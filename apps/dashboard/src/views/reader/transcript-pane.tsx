import type { TranscriptSegment } from '@async-events/client'
import type { JSX, RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { words } from '../../words/words.ts'
import { spokenAt } from './spoken-at.ts'
import { TranscriptLine } from './transcript-line.tsx'

interface Props {
  lines: readonly TranscriptSegment[]
  language: string | null
  /** Second of the talk. */
  time: number
  list: RefObject<HTMLOListElement | null>
  canCorrect: boolean
  onTime: (seconds: number) => void
  onQuote: (line: TranscriptSegment) => void
  onCorrect: (place: number, text: string) => void
}

/**
 * What was said, following the recording. One line is reached by Tab; the arrows lead to the others, and its actions follow
 * it.
 */
export function TranscriptPane(props: Props): JSX.Element {
  const { lines, language, time, list, canCorrect, onTime, onQuote, onCorrect } = props
  const said = words().reader
  const spoken = spokenAt(lines, time)
  const [active, setActive] = useState(0)
  const [isFollowing, setFollowing] = useState(true)
  const isMoved = useRef(false)

  useEffect(() => {
    const line = list.current?.children[spoken]
    if (isFollowing && list.current !== null && line instanceof HTMLElement) centre(list.current, line)
  }, [spoken, isFollowing])
  useEffect(() => {
    // The focus follows the arrows; it stays where it is when another line becomes active for another reason.
    if (isMoved.current) list.current?.children[active]?.querySelector<HTMLElement>('.line-time')?.focus()
    isMoved.current = false
  }, [active])

  const move = (event: KeyboardEvent): void => {
    const isTime = event.target instanceof Element && event.target.matches('.line-time')
    const next = isTime ? placeAfter(event.key, active, lines.length) : null
    if (next === null) return
    event.preventDefault()
    isMoved.current = true
    setActive(next)
  }
  return (
    <section class="transcript" aria-labelledby="transcript">
      <div class="row">
        <h2 id="transcript">{said.transcript}</h2>
        <span class="row-end">
          <Button isPressed={isFollowing} onClick={() => setFollowing(!isFollowing)}>
            {said.follow}
          </Button>
        </span>
      </div>
      {lines.length === 0 && <p class="muted">{said.noTranscript}</p>}
      <ol ref={list} class="lines" lang={language ?? undefined} onKeyDown={move}>
        {lines.map((line, at) => (
          <TranscriptLine
            key={`${line.start} ${at}`}
            line={line}
            isSpoken={at === spoken}
            isActive={at === Math.min(active, lines.length - 1)}
            canCorrect={canCorrect}
            onActive={() => setActive(at)}
            onTime={onTime}
            onQuote={onQuote}
            onCorrect={(text) => onCorrect(at, text)}
          />
        ))}
      </ol>
    </section>
  )
}

/** Scrolls the list alone, not the page. */
function centre(list: HTMLElement, line: HTMLElement): void {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const top = line.offsetTop - (list.clientHeight - line.clientHeight) / 2
  list.scrollTo({ top, behavior: isCalm ? 'instant' : 'smooth' })
}

function placeAfter(key: string, at: number, count: number): number | null {
  if (key === 'ArrowDown') return Math.min(count - 1, at + 1)
  if (key === 'ArrowUp') return Math.max(0, at - 1)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}
