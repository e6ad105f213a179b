import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import { words } from '../../words/words.ts'

interface Props {
  text: string
  onText: (text: string) => void
  onFiles: (files: readonly File[]) => void
}

/** Where addresses, a table or JSON are pasted, and files dropped. */
export function SourceText({ text, onText, onFiles }: Props): JSX.Element {
  const { new: said } = words()
  const id = useId()
  const [isOver, setOver] = useState(false)
  const over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    setOver(true)
  }
  const drop = (event: DragEvent): void => {
    setOver(false)
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    onFiles(files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files are also chosen with the button below.
    <div
      class={`field source-text${isOver ? ' source-text-over' : ''}`}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label for={id}>{said.source}</label>
      <textarea
        id={id}
        name="source"
        rows={6}
        spellcheck={false}
        aria-describedby={`${id}-hint`}
        value={text}
        onInput={({ currentTarget: { value } }) => onText(value)}
      />
      <p id={`${id}-hint`} class="muted">
        {said.sourceHint}
      </p>
    </div>
  )
}
