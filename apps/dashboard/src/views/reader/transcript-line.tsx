import type { TranscriptSegment } from '@async-events/client'
import type { JSX } from 'preact'
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { clock } from '../../parts/clock.ts'
import { language, words } from '../../words/words.ts'

interface Props {
  line: TranscriptSegment
  isSpoken: boolean
  isActive: boolean
  canCorrect: boolean
  onActive: () => void
  onTime: (seconds: number) => void
  onQuote: (line: TranscriptSegment) => void
  onCorrect: (text: string) => void
}

export function TranscriptLine(props: Props): JSX.Element {
  const { line, isSpoken, isActive, canCorrect } = props
  const [isEdited, setEdited] = useState(false)
  // What is drawn once calls what it was given last.
  const latest = useRef(props)
  latest.current = props
  const item = useRef<HTMLLIElement>(null)
  const { reader: said } = words()
  const stop = (): void => {
    setEdited(false)
    item.current?.querySelector<HTMLElement>('.line-time')?.focus()
  }
  // A talk has a thousand lines, and one changes when the recording goes on: the others are not drawn again.
  return useMemo(
    () => (
      // biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard it becomes active with the focus.
      <li
        ref={item}
        class={`line${isActive ? ' line-active' : ''}`}
        aria-current={isSpoken ? 'true' : undefined}
        // By keyboard. A line that grows under the pointer would move the next one away before it is clicked.
        onFocusCapture={({ target }) => {
          if (target instanceof Element && target.matches(':focus-visible')) latest.current.onActive()
        }}
        onClick={() => latest.current.onActive()}
      >
        <button
          type="button"
          class="line-time number"
          tabIndex={isActive ? 0 : -1}
          aria-label={said.playFrom(clock(line.start))}
          onClick={() => latest.current.onTime(line.start)}
        >
          {clock(line.start)}
        </button>
        {isEdited ? (
          <LineForm
            line={line}
            onDone={(text) => {
              latest.current.onCorrect(text)
              stop()
            }}
            onCancel={stop}
          />
        ) : (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the button before it does the same.
          <p class="line-text" onClick={() => jumpUnlessSelecting(() => latest.current.onTime(line.start))}>
            {line.speaker !== null && <strong>{line.speaker}: </strong>}
            {line.text}
          </p>
        )}
        {isActive && !isEdited && (
          <span class="line-actions row">
            <Button onClick={() => latest.current.onQuote(line)}>{said.quote}</Button>
            {canCorrect && <Button onClick={() => setEdited(true)}>{said.correct}</Button>}
          </span>
        )}
      </li>
    ),
    [line, isSpoken, isActive, isEdited, canCorrect, language.value],
  )
}

/** Who selects text to copy it does not want to hear it. */
function jumpUnlessSelecting(jump: () => void): void {
  if (getSelection()?.isCollapsed ?? true) jump()
}

interface FormProps {
  line: TranscriptSegment
  onDone: (text: string) => void
  onCancel: () => void
}

function LineForm({ line, onDone, onCancel }: FormProps): JSX.Element {
  const said = words().reader
  const id = useId()
  const [text, setText] = useState(line.text)
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => area.current?.focus(), [])
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onCancel()
    else if (event.key === 'Enter' && !event.shiftKey) onDone(text)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <form
      class="line-form"
      onSubmit={(event) => {
        event.preventDefault()
        onDone(text)
      }}
    >
      <label for={id} class="hidden-text">
        {said.lineText}
      </label>
      <textarea
        ref={area}
        id={id}
        rows={3}
        value={text}
        onInput={({ currentTarget: { value } }) => setText(value)}
        onKeyDown={keys}
      />
      <span class="row">
        <Button type="submit" kind="primary">
          {said.apply}
        </Button>
        <Button onClick={onCancel}>{words().common.cancel}</Button>
      </span>
    </form>
  )
}
